import assert from 'node:assert/strict';

import { binMeans, movingMeans } from '../../lib/figures/bins';

describe('binMeans', () => {
  it('gives few values back as they are', () => {
    assert.deepEqual(binMeans([3, 1, 2], Number, 400), [3, 1, 2]);
  });

  it('averages runs of neighbours, the last ones too', () => {
    // Edges at floor(0), floor(5/2), 5: runs of 2 and 3 values.
    assert.deepEqual(binMeans([1, 3, 10, 20, 60], Number, 2), [2, 30]);
  });

  it('has a NaN where a run has one, and only there', () => {
    assert.deepEqual(binMeans([1, 1, NaN, 1], Number, 2), [1, NaN]);
  });
});

describe('movingMeans', () => {
  it('averages each value with its neighbours, at the ends with those that there are', () => {
    assert.deepEqual(movingMeans([0, 3, 6, 9], 3), [1.5, 3, 6, 7.5]);
  });

  it('takes one more on the right when the width is even', () => {
    assert.deepEqual(movingMeans([0, 2, 4], 2), [1, 3, 4]);
  });

  it('leaves a gap where a value is NaN, and passes over it beside', () => {
    assert.deepEqual(movingMeans([1, NaN, 5], 3), [1, NaN, 5]);
  });
});
