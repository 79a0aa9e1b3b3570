import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { upsampleNearest } from '../../lib/baselines/upsampling';
import { shrinkImages } from '../../lib/data/shrink';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('shrinkImages', () => {
  it('gives the mean of each block', () => {
    const images = tf.tensor4d([1, 2, 5, 6, 3, 4, 7, 8], [1, 2, 4, 1]);
    const shrunk = shrinkImages(images, 2);
    assert.deepEqual(shrunk.shape, [1, 1, 2, 1]);
    assertClose(shrunk.dataSync(), [2.5, 6.5], 1e-6); // (1 + 2 + 3 + 4) / 4 and (5 + 6 + 7 + 8) / 4
  });

  it('undoes the repetition of pixels, channel by channel', () => {
    const small = new Random(1).uniform<tf.Rank.R4>([2, 3, 5, 3], -1, 1);
    assertClose(shrinkImages(upsampleNearest(small, 4), 4).dataSync(), small.dataSync(), 1e-6);
  });

  it('throws on sizes that the factor does not divide', () => {
    assert.throws(() => shrinkImages(tf.zeros([1, 8, 6, 1]), 4), {
      name: 'RangeError',
      message: 'expected sizes that 4 divides, but got 8×6',
    });
  });
});
