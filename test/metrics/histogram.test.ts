import assert from 'node:assert/strict';

import { histogram } from '../../lib/metrics/histogram';
import { assertClose } from '../assert-close';

describe('histogram', () => {
  const bins = { min: 0, max: 4, numBins: 4 };

  it('counts a value in the bin whose lower edge it is on, max in the last', () => {
    assert.deepEqual(histogram([0, 0.5, 1, 3.9, 4], bins).counts, [2, 1, 0, 2]);
  });

  it('leaves out what lies outside', () => {
    assert.deepEqual(histogram([-0.1, 4.1, 2], bins).counts, [0, 0, 1, 0]);
  });

  it('gives a density that integrates to the share inside', () => {
    const { density } = histogram([0, 1, 2, 3, 9], { min: 0, max: 4, numBins: 8 }); // bins of ½
    assertClose(
      density.reduce((sum, d) => sum + d * 0.5, 0),
      4 / 5,
    );
  });

  it('gives the middle of each bin', () => {
    assert.deepEqual(histogram([], bins).centres, [0.5, 1.5, 2.5, 3.5]);
  });

  it('throws when min is not below max', () => {
    assert.throws(() => histogram([1], { min: 2, max: 2, numBins: 3 }), RangeError);
  });
});
