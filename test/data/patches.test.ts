import assert from 'node:assert/strict';

import { cutAt, cutPatches, gridOf } from '../../lib/data/patches';

/** 4×6 pixels, each of three equal channels: 10 · row + column. */
const NUMBERS = {
  shape: [4, 6, 3],
  data: Uint8Array.from({ length: 4 * 6 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return 10 * Math.floor(pixel / 6) + (pixel % 6);
  }),
};
const first = ({ data }: { readonly data: Uint8Array }) => [...data].filter((_, i) => i % 3 === 0);

describe('gridOf', () => {
  it('gives the corners of all patches that lie within, row by row', () => {
    assert.deepEqual(gridOf([4, 6], 2, 2).length, 6);
    assert.deepEqual(gridOf([4, 6], 3, 2), [
      [0, 0],
      [0, 2],
    ]);
    assert.deepEqual(gridOf([1, 6], 2, 1), []);
  });
});

describe('cutAt', () => {
  it('gives the pixels at each corner', () => {
    const cut = cutAt(NUMBERS, [[0, 0], [2, 4]], 2); // prettier-ignore
    assert.deepEqual(cut.shape, [2, 2, 2, 3]);
    assert.deepEqual(first(cut), [0, 1, 10, 11, 24, 25, 34, 35]);
  });
});

describe('cutPatches', () => {
  const plain = { shape: [2, 2, 3], data: new Uint8Array(12).fill(7) };
  const pictures = [
    { name: 'plain', picture: plain },
    { name: 'numbers', picture: NUMBERS },
  ];

  it('says of which picture each patch is', () => {
    const patches = cutPatches(pictures, { size: 2, step: 2, minContrast: 0 });
    assert.deepEqual([...patches.pictures], [0, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(first(patches.images).slice(0, 8), [7, 7, 7, 7, 0, 1, 10, 11]);
  });

  it('leaves out what has less contrast than asked for', () => {
    // 0, 1, 10, 11 deviate from their mean 5.5 by 5.5, 4.5, 4.5, 5.5: the mean square is 25.25.
    const count = (minContrast: number) =>
      cutPatches(pictures, { size: 2, step: 2, minContrast }).images.shape[0];
    assert.equal(count(Math.sqrt(25.25) - 1e-6), 6);
    assert.equal(count(Math.sqrt(25.25) + 1e-6), 0);
  });

  it('throws on a step that is no integer above 0', () => {
    assert.throws(() => cutPatches(pictures, { step: 0 }), /expected step to be an integer/);
  });
});
