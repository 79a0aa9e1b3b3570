import assert from 'node:assert/strict';

import { estimate, estimateText } from '../../lib/metrics/estimate';
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
