import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import { markOf, requireSameImages } from '../../../tools/train/images-mark';

const images = (values: readonly number[], shape: [number, number, number, number]) =>
  tf.tensor4d([...values], shape);
const mark = markOf(images([0, 0.25, 0.5, 1], [2, 1, 2, 1]));
const names = { run: 'runs/mine', data: 'digits' };

describe('markOf', () => {
  it('is the number and size of the images, and the CRC-32 of their float32 numbers', () => {
    const { checksum, ...sizes } = mark;
    assert.deepEqual(sizes, { count: 2, height: 1, width: 2 });
    // By Python: zlib.crc32(struct.pack('<4f', 0, .25, .5, 1))
    assert.equal(checksum, 1121567541);
  });
});

describe('requireSameImages', () => {
  it('takes the same images', () => {
    requireSameImages(mark, markOf(images([0, 0.25, 0.5, 1], [2, 1, 2, 1])), names);
  });

  for (const [what, now, found] of [
    ['more of them', images([0, 0.25, 0.5, 1, 0, 0], [3, 1, 2, 1]), '3 images of 1×2'],
    ['larger ones', images([0, 0.25, 0.5, 1], [1, 2, 2, 1]), '1 images of 2×2'],
    ['others of the same size', images([0, 0.25, 0.5, 0.75], [2, 1, 2, 1]), '2 other ones'],
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
