import assert from 'node:assert/strict';

import { familiesOf, overlapOf } from '../../../tools/data/families';

describe('familiesOf', () => {
  it('joins those that are alike, also by way of others, and numbers families as they come', () => {
    const heights = [1, 9, 3, 2, 8, 20];
    const areNear = (i: number, j: number) => Math.abs(heights[i] - heights[j]) <= 1;
    // 1 and 3 by way of 2; 9 and 8; 20 alone.
    assert.deepEqual([...familiesOf(6, areNear)], [0, 1, 0, 0, 1, 2]);
  });
});

describe('overlapOf', () => {
  it('is 1/3 for two cells each of which one is the same', () => {
    assert.equal(overlapOf(Uint8Array.of(1, 1, 0, 0), Uint8Array.of(0, 1, 1, 0)), 1 / 3);
  });

  it('is 1 for equal ones and 0 for those with nothing in common', () => {
    assert.equal(overlapOf(Uint8Array.of(1, 0), Uint8Array.of(1, 0)), 1);
    assert.equal(overlapOf(Uint8Array.of(1, 0), Uint8Array.of(0, 1)), 0);
  });
});
