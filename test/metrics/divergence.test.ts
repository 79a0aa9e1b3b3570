import assert from 'node:assert/strict';

import { jsDivergence, klDivergence } from '../../lib/metrics/divergence';
import { assertClose } from '../assert-close';

describe('klDivergence', () => {
  it('is 0 for a distribution with itself', () => {
    assert.equal(klDivergence([1, 2, 3], [1, 2, 3]), 0);
  });

  it('is ln 2 from one of two outcomes to both alike', () => {
    assertClose(klDivergence([1, 0], [0.5, 0.5]), Math.log(2)); // 1 · ln(1 / ½)
  });

  it('is infinite where q lacks what p has', () => {
    assert.equal(klDivergence([0.5, 0.5], [1, 0]), Infinity);
  });

  it('takes counts', () => {
    assertClose(klDivergence([3, 1], [30, 10]), 0);
  });
});

describe('jsDivergence', () => {
  it('is 0 for a distribution with itself', () => {
    assertClose(jsDivergence([1, 2, 3], [10, 20, 30]), 0);
  });

  it('is ln 2 when nothing overlaps', () => {
    assertClose(jsDivergence([1, 1, 0, 0], [0, 0, 5, 1]), Math.log(2));
  });

  it('is the same both ways', () => {
    assertClose(jsDivergence([1, 2], [4, 3]), jsDivergence([4, 3], [1, 2]));
  });

  it('throws on lists of unlike length', () => {
    assert.throws(() => jsDivergence([1, 2], [1]), {
      message: 'expected q to have 2 numbers as p has, but got 1',
    });
  });

  it('throws on a number below 0 or not finite', () => {
    assert.throws(() => jsDivergence([1, -2], [1, 1]), /at least 0, but got -2/);
    assert.throws(() => jsDivergence([1, 1], [1, NaN]), /at least 0, but got NaN/);
  });

  it('throws when all is 0', () => {
    assert.throws(() => jsDivergence([0, 0], [1, 1]), /got only 0/);
  });
});
