import assert from 'node:assert/strict';

import { outlinesOf } from '../../lib/data/outlines';

/** A white picture of 5×5 whose pixels in rows and columns 2 and 3 have this colour. */
function square(colour: readonly [number, number, number]) {
  const data = new Uint8Array(5 * 5 * 3).fill(255);
  for (const pixel of [12, 13, 17, 18]) data.set(colour, pixel * 3);
  return { shape: [1, 5, 5, 3] as const, data };
}

describe('outlinesOf', () => {
  it('draws a black line around a square, and nothing within or far from it', () => {
    const { shape, data } = outlinesOf(square([255, 0, 0]));
    assert.deepEqual(shape, [1, 5, 5, 1]);
    const rows = Array.from({ length: 5 }, (_, y) => [...data.subarray(5 * y, 5 * y + 5)]);
    // The upper left pixel of the 2×2 that see both colours: rows and columns 1 to 3, but the middle of the square.
    assert.deepEqual(rows, [
      [255, 255, 255, 255, 255],
      [255, 0, 0, 0, 255],
      [255, 0, 255, 0, 255],
      [255, 0, 0, 0, 255],
      [255, 255, 255, 255, 255],
    ]);
  });

  it('is grey in between: half of the ink half way from 24 to 96', () => {
    const { data } = outlinesOf(square([255, 255, 255 - 60]));
    assert.equal(data[6], 128); // 255 · (1 − (60 − 24)/(96 − 24)) = 127.5
  });

  it('takes no notice of a shade', () => {
    assert.ok(outlinesOf(square([231, 240, 250])).data.every((value) => value === 255));
  });

  it('draws a line where a picture meets the paper around it', () => {
    const { data } = outlinesOf({ shape: [1, 3, 3, 1], data: new Uint8Array(9).fill(90) });
    assert.deepEqual([...data], [0, 0, 0, 0, 255, 0, 0, 0, 0]);
  });
});
