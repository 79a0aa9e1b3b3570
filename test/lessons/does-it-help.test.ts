import assert from 'node:assert/strict';

import { estimate } from '../../lib/metrics/estimate';

// What lesson 16 states beside its cells: answers to its exercises.

describe('notebooks/16_does_it_help.ipynb', () => {
  it('exercise 1: the gain is 2 ± 0.41 as pairs, ± 2.5 if they are none', () => {
    const [a, b] = [
      [70, 74, 66, 72],
      [72, 77, 68, 73],
    ];
    const paired = estimate(b.map((share, i) => share - a[i]));
    assert.deepEqual([paired.mean, paired.error.toFixed(2)], [2, '0.41']);
    const unpaired = Math.hypot(estimate(a).error, estimate(b).error);
    assert.equal(unpaired.toFixed(1), '2.5');
  });

  it('exercise 2: about 520 images make seven points three standard errors', () => {
    const [before, after] = [0.786, 0.857];
    const errorsOf = (n: number) =>
      (after - before) / Math.sqrt((before * (1 - before) + after * (1 - after)) / n);
    assert.equal(errorsOf(182).toFixed(2), '1.78');
    assert.ok(errorsOf(510) < 3 && Math.abs(errorsOf(520) - 3) < 0.01, `${errorsOf(520)}`);
  });
});
