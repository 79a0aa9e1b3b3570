import assert from 'node:assert/strict';

import {
  type ByteImages,
  halveImages,
  joinImages,
  pickImages,
  pixelsOf,
} from '../../lib/data/images';
import { assertClose } from '../assert-close';

const IMAGES: ByteImages = {
  shape: [3, 1, 2, 1],
  data: Uint8Array.of(0, 51, 102, 153, 204, 255),
};

describe('pixelsOf', () => {
  it('scales to 0..1', () => {
    const pixels = pixelsOf(IMAGES);
    assert.deepEqual(pixels.shape, [3, 1, 2, 1]);
    assertClose(pixels.dataSync(), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  });

  it('scales to −1..1 when asked', () => {
    const pixels = pixelsOf(IMAGES, { range: 'minusOneToOne' });
    assertClose(pixels.dataSync(), [-1, -0.6, -0.2, 0.2, 0.6, 1]);
  });
});

describe('pickImages', () => {
  it('gives images in the order asked for, one also twice', () => {
    assert.deepEqual(pickImages(IMAGES, [2, 0, 2]), {
      shape: [3, 1, 2, 1],
      data: Uint8Array.of(204, 255, 0, 51, 204, 255),
    });
  });

  for (const place of [-1, 3, 0.5, NaN]) {
    it(`throws when asked for image ${place} of 3`, () => {
      assert.throws(() => pickImages(IMAGES, [0, place]), {
        name: 'RangeError',
        message: `expected places from 0 to 2, but got ${place}`,
      });
    });
  }
});

describe('joinImages', () => {
  it('puts images one after another', () => {
    const joined = joinImages([pickImages(IMAGES, [2]), pickImages(IMAGES, [0, 1])]);
    assert.deepEqual(joined, {
      shape: [3, 1, 2, 1],
      data: Uint8Array.of(204, 255, 0, 51, 102, 153),
    });
  });

  it('throws when there are none, as their size is not known', () => {
    assert.throws(() => joinImages([]), /expected at least one image, but got none/);
  });
});

describe('halveImages', () => {
  it('takes the mean of four pixels, channel by channel, image by image', () => {
    const images: ByteImages = {
      shape: [2, 2, 4, 2],
      data: Uint8Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? i : 100)),
    };
    // In the even channel 0, 2 and 8, 10 give 5; 4, 6 and 12, 14 give 9; 16 more in the second image.
    assert.deepEqual(halveImages(images), {
      shape: [2, 1, 2, 2],
      data: Uint8Array.of(5, 100, 9, 100, 21, 100, 25, 100),
    });
  });

  it('throws on an odd size', () => {
    assert.throws(() => halveImages(IMAGES), /expected even sizes, but got 1×2/);
  });
});
