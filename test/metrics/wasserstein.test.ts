import assert from 'node:assert/strict';

import { wassersteinDistance } from '../../lib/metrics/wasserstein';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('wassersteinDistance', () => {
  it('is 0 for the same numbers in another order, or all of them twice', () => {
    assert.equal(wassersteinDistance([3, 1, 2], [2, 3, 1]), 0);
    assertClose([wassersteinDistance([3, 1, 2], [1, 1, 2, 2, 3, 3])], [0], 1e-12);
  });

  it('is by how much numbers are moved', () => {
    assertClose([wassersteinDistance([0, 1, 5], [2, 3, 7])], [2], 1e-12);
    assertClose([wassersteinDistance([0, 0, 0, 0], [0, 0, 0, 8])], [2], 1e-12); // one of four moves by 8
    assertClose([wassersteinDistance([0], [-1, 3])], [2], 1e-12);
  });

  it('is the mean difference of sorted numbers where there are as many, and symmetric', () => {
    const draw = (seed: number) => Array.from(new Random(seed).normal([50]).dataSync());
    const [a, b] = [draw(1), draw(2)];
    const [x, y] = [a, b].map((each) => [...each].sort((p, q) => p - q));
    const byHand = x.reduce((sum, each, i) => sum + Math.abs(each - y[i]), 0) / 50;
    assertClose([wassersteinDistance(a, b), wassersteinDistance(b, a)], [byHand, byHand], 1e-9);
  });

  it('refuses none, and numbers that are none', () => {
    assert.throws(() => wassersteinDistance([], [1]), /expected at least 1 finite number, but got none/); // prettier-ignore
    assert.throws(() => wassersteinDistance([1], [NaN]), /but got NaN/);
  });
});
