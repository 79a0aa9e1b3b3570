import assert from 'node:assert/strict';

import type { RgbPicture } from '../../lib/data/images';
import { packPicture, unpackPicture } from '../../lib/data/packed-picture';

/** A picture of this size whose pixels are given by their place. */
function pictureOf(
  height: number,
  width: number,
  pixel: (y: number, x: number) => readonly number[],
): RgbPicture {
  const pixels = Array.from({ length: height * width }, (_, i) =>
    pixel(Math.floor(i / width), i % width),
  );
  return { shape: [height, width, 3], data: Uint8Array.from(pixels.flat()) };
}

describe('packPicture and unpackPicture', () => {
  it('keep greys to half a step of 255/63', () => {
    // Bright and dark pixels side by side: differences go beyond the 64 steps and round again.
    const picture = pictureOf(16, 16, (y, x) => Array(3).fill(((y * 16 + x) * 89) % 256));
    const { data } = unpackPicture(packPicture(picture));
    data.forEach((value, i) => {
      assert.ok(Math.abs(value - picture.data[i]) <= 255 / 63 / 2 + 0.5, `${i}`);
    });
  });

  it('keep the colour of 2×2 pixels to what steps in three channels add up to', () => {
    const COLOURS = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 0],
      [12, 200, 99],
      [255, 255, 255],
    ];
    const picture = pictureOf(2, 12, (_, x) => COLOURS[x >> 1]);
    const { data } = unpackPicture(packPicture(picture));
    // Half a step in brightness, and 1.772 of half a step in blueness: 2.02 · 2.772 = 5.6, and rounding
    data.forEach((value, i) => assert.ok(Math.abs(value - picture.data[i]) <= 6.1, `${i}`));
  });

  it('give pixels of 2×2 their mean colour, each its own brightness', () => {
    const picture = pictureOf(2, 2, (y) => (y === 0 ? [200, 100, 100] : [100, 100, 100]));
    const { data } = unpackPicture(packPicture(picture));
    const redness = (i: number) => data[i] - data[i + 1];
    assert.ok(redness(0) > 30 && Math.abs(redness(0) - redness(6)) < 5);
    assert.ok(data[0] > data[6] + 20); // the upper row is brighter
  });

  it('make a slope small: after the first row and column all differences are the same', () => {
    const slope = pictureOf(8, 8, (y, x) => Array(3).fill(Math.round(((y + x) * 255) / 63)));
    const { data } = packPicture(slope).brightness; // y + x, of 63 steps
    const inner = data.filter((_, i) => i >= 8 && i % 8 !== 0);
    assert.deepEqual(new Set(inner), new Set([1]));
  });

  it('throw on an odd size', () => {
    assert.throws(() => packPicture(pictureOf(2, 3, () => [0, 0, 0])), {
      message: 'expected an even height and width, but got 2 × 3',
    });
  });
});
