import assert from 'node:assert/strict';

import { areaUnderCurve } from '../../lib/metrics/area-under-curve';

describe('areaUnderCurve', () => {
  it('is the share of pairs in the right order, half for ties', () => {
    assert.equal(areaUnderCurve([1, 2], [3, 4]), 1);
    assert.equal(areaUnderCurve([3, 4], [1, 2]), 0);
    assert.equal(areaUnderCurve([1, 3], [2, 3]), 2.5 / 4); // 1 is below both, 3 ties once
    assert.equal(areaUnderCurve([5, 5], [5]), 0.5);
  });

  it('throws where a kind is missing', () => {
    assert.throws(() => areaUnderCurve([], [1]), {
      name: 'RangeError',
      message: 'expected numbers of both kinds, but got 0 and 1',
    });
  });
});
