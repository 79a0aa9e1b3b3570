import assert from 'node:assert/strict';

import { sideOf } from '../../lib/data/stripes';

describe('sideOf', () => {
  const stripes = { width: 10, every: 3, which: 1 }; // held out: 10 to 19, 40 to 49, …

  it('tells patches within stripes from those across a border of what is held out', () => {
    const sides = [0, 6, 7, 9, 10, 16, 17, 20, 26, 37, 46].map((left) => sideOf(stripes, left, 4));
    assert.deepEqual(sides, [
      ...['train', 'train', 'across', 'across'], // 0..3, 6..9, 7..10, 9..12
      ...['test', 'test', 'across'], // 10..13, 16..19, 17..20
      ...['train', 'train', 'across', 'test'], // 20..23, 26..29, 37..40, 46..49
    ]);
  });

  it('lets patches for training lie across the border of two stripes for training', () => {
    assert.equal(sideOf(stripes, 28, 4), 'train'); // 28..31
  });
});
