import assert from 'node:assert/strict';

import { crop, decodePicture, shrink } from '../../../tools/data/pictures';

/** A grey picture as one of three equal channels. */
const grey = (shape: readonly [number, number], values: readonly number[]) => ({
  shape: [...shape, 3],
  data: Uint8Array.from(values.flatMap((value) => [value, value, value])),
});
const first = ({ data }: { data: Uint8Array }) => [...data].filter((_, i) => i % 3 === 0);

describe('shrink', () => {
  it('takes the mean of 2×2 pixels for half the size', () => {
    const half = shrink(grey([2, 4], [0, 10, 100, 100, 20, 30, 100, 104]), 1, 2);
    assert.deepEqual(half.shape, [1, 2, 3]);
    assert.deepEqual(first(half), [15, 101]); // (0 + 10 + 20 + 30)/4, (3 · 100 + 104)/4
  });

  it('shares pixels that lie on a border', () => {
    // 3 pixels for 2: each covers one and a half.
    assert.deepEqual(first(shrink(grey([1, 3], [0, 90, 240]), 1, 2)), [30, 190]);
  });

  it('leaves a picture of the same size as it is', () => {
    const picture = grey([2, 2], [1, 2, 3, 255]);
    assert.deepEqual(shrink(picture, 2, 2), picture);
  });

  it('throws when asked for a larger picture', () => {
    assert.throws(() => shrink(grey([1, 1], [0]), 1, 2), /expected at most 1 pixels, but got 2/);
  });
});

describe('crop', () => {
  it('gives a part', () => {
    const part = crop(grey([3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]), {
      ...{ top: 1, left: 1, height: 2, width: 2 },
    });
    assert.deepEqual(
      [part.shape, first(part)],
      [
        [2, 2, 3],
        [5, 6, 8, 9],
      ],
    );
  });
});

describe('decodePicture', () => {
  it('puts transparent pixels on white, and gives grey ones three channels', async () => {
    const { default: sharp } = await import('sharp');
    const raw = { width: 2, height: 1, channels: 2 } as const;
    const png = await sharp(Uint8Array.of(10, 255, 10, 0), { raw })
      .png()
      .toBuffer();
    const { shape, data } = await decodePicture(png);
    assert.deepEqual(
      [shape, [...data]],
      [
        [1, 2, 3],
        [10, 10, 10, 255, 255, 255],
      ],
    );
  });
});
