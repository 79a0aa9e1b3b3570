import assert from 'node:assert/strict';

import { estimate, estimateText, expectedRange } from '../../lib/metrics/estimate';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('estimate', () => {
  it('is the mean, with its standard error', () => {
    // Deviations from the mean of 5: −3, −1, 4. Variance (9 + 1 + 16) / 2 = 13; of the mean, 13 / 3.
    const { mean, error, n } = estimate([2, 4, 9]);
    assert.equal(mean, 5);
    assertClose(error, Math.sqrt(13 / 3), 1e-12);
    assert.equal(n, 3);
  });

  it('has no error when all values are the same', () => {
    assert.deepEqual(estimate([8, 8, 8, 8]), { mean: 8, error: 0, n: 4 });
  });

  it('does not know the error of one value', () => {
    assert.deepEqual(estimate([7]), { mean: 7, error: NaN, n: 1 });
  });

  it('throws on no value', () => {
    assert.throws(() => estimate([]), {
      name: 'RangeError',
      message: 'expected at least 1 finite value, but got none',
    });
  });

  for (const bad of [NaN, Infinity, -Infinity]) {
    it(`throws on ${bad} among the values`, () => {
      assert.throws(() => estimate([1, bad, 2]), {
        name: 'RangeError',
        message: `expected at least 1 finite value, but got ${bad}`,
      });
    });
  }
});

describe('estimateText', () => {
  it('has two decimals when nothing is asked for', () => {
    assert.equal(estimateText({ mean: 7.625, error: 0.4, n: 5 }), '7.63 ± 0.40'); // ⅝ is exact in binary
  });

  it('takes another number of decimals', () => {
    assert.equal(estimateText({ mean: 7.63, error: 0.41, n: 5 }, 1), '7.6 ± 0.4');
    assert.equal(estimateText({ mean: 7.63, error: 0.41, n: 5 }, 0), '8 ± 0');
  });
});

describe('expectedRange', () => {
  // Student's t of n − 1 degrees of freedom, 97.5 %, from any table.
  for (const [n, t] of [
    [2, 12.706],
    [3, 4.303],
    [4, 3.182],
    [6, 2.571],
    [20, 2.093],
  ]) {
    it(`is the mean ± ${t} s √(1 + 1/n) for ${n} values`, () => {
      const values = Array.from({ length: n }, (_, i) => 100 + i);
      const mean = 100 + (n - 1) / 2;
      const deviation = Math.sqrt((n * (n + 1)) / 12); // of 0 … n − 1, as a sample
      const half = t * deviation * Math.sqrt(1 + 1 / n);
      const range = expectedRange(values);
      assertClose([range.mean, range.deviation], [mean, deviation], 1e-9);
      assertClose([mean - range.low, range.high - mean], [half, half], 0.01 * half);
    });
  }

  it('holds 95 % of what is drawn next, of normal numbers', () => {
    const draw = new Random(1).normal([4000, 7]).arraySync() as number[][];
    const inside = draw.filter(([next, ...seen]) => {
      const { low, high } = expectedRange(seen.map((value) => value + 100));
      return next + 100 >= low && next + 100 <= high;
    });
    assertClose(inside.length / draw.length, 0.95, 0.0138); // four standard errors
  });

  it('does not go below 0 where no value is, and does where one is', () => {
    assert.equal(expectedRange([0, 0.1, 0.2]).low, 0);
    assert.ok(expectedRange([-0.001, 0.1, 0.2]).low < -0.1);
  });

  it('is unknown for fewer than two values', () => {
    const unknown = { mean: NaN, deviation: NaN, low: NaN, high: NaN };
    assert.deepEqual(expectedRange([1]), unknown);
    assert.deepEqual(expectedRange([]), unknown);
  });
});
