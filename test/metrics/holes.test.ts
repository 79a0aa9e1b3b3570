import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { centredHole } from '../../lib/data/holes';
import { seam, sharpnessInHoles } from '../../lib/metrics/holes';
import { sharpness } from '../../lib/metrics/sharpness';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** One grey image of 4×4: a hole of 2×2 that is brighter by ½, with a step of ¼ within. */
const filled = tf.tensor4d(
  [0, 0, 0, 0, 0, 0.5, 0.75, 0, 0, 0.5, 0.75, 0, 0, 0, 0, 0],
  [1, 4, 4, 1],
);
const hole = centredHole({ size: 4, hole: 2 });

describe('sharpnessInHoles', () => {
  it('is the mean step between neighbours that both lie in the hole', () => {
    // two steps of ¼ across, two of 0 down
    assertClose(sharpnessInHoles(filled, hole), 0.125, 1e-6);
  });

  it('is the sharpness of the hole cut out, where that is a square', () => {
    const images = new Random(1).uniform<tf.Rank.R4>([3, 8, 8, 3]);
    const cut = tf.slice(images, [0, 2, 2, 0], [-1, 4, 4, -1]);
    const found = sharpnessInHoles(images, centredHole({ size: 8, hole: 4 }));
    assertClose(found, sharpness(cut), 1e-6);
  });
});

describe('seam', () => {
  it('is the mean step between neighbours of which one lies in the hole', () => {
    // eight steps: four of ½ and four of ¾
    assertClose(seam(filled, hole), 0.625, 1e-6);
  });

  it('takes a hole for each image, and channels alike', () => {
    const two = tf.concat([filled, tf.zerosLike(filled)]);
    const holes = tf.tile(hole, [2, 1, 1, 1]) as tf.Tensor4D;
    assertClose(seam(two, holes), 0.625 / 2, 1e-6);
    assertClose(seam(tf.tile(filled, [1, 1, 1, 3]) as tf.Tensor4D, hole), 0.625, 1e-6);
  });

  it('throws on a mask that is none of these images', () => {
    assert.throws(() => seam(filled, centredHole({ size: 8, hole: 2 })), { name: 'RangeError' });
  });
});
