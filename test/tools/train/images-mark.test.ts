import assert from 'node:assert/strict';

import type { ByteImages } from '../../../lib/data/images';
import { markOf, requireSameImages } from '../../../tools/train/images-mark';

const images = (values: readonly number[], shape: ByteImages['shape']): ByteImages => ({
  shape,
  data: Uint8Array.from(values),
});
const mark = markOf(images([0, 64, 128, 255], [2, 1, 2, 1]));
const names = { run: 'runs/mine', data: 'digits' };

describe('markOf', () => {
  it('is the number and size of the images, and the CRC-32 of their bytes', () => {
    const { checksum, ...sizes } = mark;
    assert.deepEqual(sizes, { count: 2, height: 1, width: 2 });
    // By Python: zlib.crc32(bytes([0, 64, 128, 255]))
    assert.equal(checksum, 1197417754);
  });
});

describe('markOf with labels', () => {
  it('tells images that are sorted into other classes', () => {
    const both = images([0, 255], [2, 1, 1, 1]);
    const [one, same, other] = [
      [0, 1],
      [0, 1],
      [1, 0],
    ].map((labels) => markOf(both, Int32Array.from(labels)));
    assert.deepEqual(one, same);
    assert.notEqual(one.checksum, other.checksum);
  });
});

describe('requireSameImages', () => {
  it('takes the same images', () => {
    requireSameImages(mark, markOf(images([0, 64, 128, 255], [2, 1, 2, 1])), names);
  });

  for (const [what, now, found] of [
    ['more of them', images([0, 64, 128, 255, 0, 0], [3, 1, 2, 1]), '3 images of 1×2'],
    ['larger ones', images([0, 64, 128, 255], [1, 2, 2, 1]), '1 images of 2×2'],
    ['others of the same size', images([0, 64, 128, 254], [2, 1, 2, 1]), '2 other ones'],
  ] as const) {
    it(`refuses ${what}, and says how to go on`, () => {
      assert.throws(() => requireSameImages(mark, markOf(now), names), {
        message:
          `runs/mine: was trained on 2 images of 1×2, but digits now holds ${found}. ` +
          'Name the folder of the old ones with --data, or start anew with another --out.',
      });
    });
  }
});
