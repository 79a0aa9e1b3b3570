import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { upsampleNearest } from '../../lib/baselines/upsampling';
import { shrinkImages } from '../../lib/data/shrink';
import { lowResolutionError } from '../../lib/metrics/low-resolution';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('lowResolutionError', () => {
  const truth = new Random(1).uniform<tf.Rank.R4>([3, 16, 8, 3], 0.2, 0.8);
  const small = shrinkImages(truth, 4); // [3, 4, 2, 3]

  it('is 0 for the truth', () => assertClose(lowResolutionError(small, truth), 0, 1e-4));

  it('is 0 for any other image that shrinks to the same', () => {
    assertClose(lowResolutionError(small, upsampleNearest(small, 4)), 0, 1e-4);
    // what is added to one column of each pair is taken from the other
    const stripes = tf.tile(tf.tensor4d([0.2, -0.2], [1, 1, 2, 1]), [3, 16, 4, 3]);
    assertClose(lowResolutionError(small, tf.add<tf.Tensor4D>(truth, stripes)), 0, 1e-4);
  });

  it('is 10 where each pixel is a tenth of the range too bright', () => {
    assertClose(lowResolutionError(small, tf.add<tf.Tensor4D>(truth, 0.1)), 10, 1e-3);
  });

  it('is 10 where one image of four is a fifth off, √(0.2² / 4) = 0.1, and 10 / √2 where half of it is', () => {
    const given = tf.fill<tf.Rank.R4>([4, 2, 2, 1], 0.5);
    const off = tf.concat([tf.fill([1, 4, 4, 1], 0.7), tf.fill([3, 4, 4, 1], 0.5)]);
    assertClose(lowResolutionError(given, off as tf.Tensor4D), 10, 1e-3);
    const half = tf.concat([off.slice([0, 0], [4, 2]), tf.fill([4, 2, 4, 1], 0.5)], 1);
    assertClose(lowResolutionError(given, half as tf.Tensor4D), 10 / Math.SQRT2, 1e-3);
  });

  it('throws when the sizes are no whole multiple', () => {
    assert.throws(() => lowResolutionError(small, tf.zeros([3, 16, 12, 3])), {
      name: 'RangeError',
      message:
        'expected made to be [3, 4, 2, 3] a whole number of times larger both ways, but got [3, 16, 12, 3]',
    });
  });

  it('throws on numbers outside of 0..1', () => {
    assert.throws(() => lowResolutionError(small, tf.mul(truth, 2)), /expected made in 0..1/);
  });
});
