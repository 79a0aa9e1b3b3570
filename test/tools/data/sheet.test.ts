import assert from 'node:assert/strict';

import type { ByteImages } from '../../../lib/data/images';
import { drawSheet } from '../../../tools/data/sheet';
import { spread } from '../../../tools/data/spread';

const images = (count: number, channels: number): ByteImages => ({
  shape: [count, 8, 8, channels],
  data: new Uint8Array(count * 64 * channels),
});

describe('drawSheet', () => {
  it('puts rows one below another, grey and coloured', () => {
    const { width, height } = drawSheet([
      { title: 'a', images: images(3, 1) },
      { title: 'b', images: images(3, 3) },
    ]);
    assert.deepEqual([width, height], [3 * 8 + 4 * 2, 2 * 8 + 3 * 2]); // 8 pixels an image, 2 between and around
  });

  it('throws on rows of unequal length', () => {
    const rows = [
      { title: 'a', images: images(3, 1) },
      { title: 'b', images: images(2, 1) },
    ];
    assert.throws(() => drawSheet(rows), /expected 3 images in the row "b", but got 2/);
  });
});

describe('spread', () => {
  it('takes the middle of each part', () => {
    assert.deepEqual(spread(3, 9), [1, 4, 7]);
    assert.deepEqual(spread(2, 2), [0, 1]);
  });
});
