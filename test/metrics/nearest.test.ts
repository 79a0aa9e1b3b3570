import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { nearestImages } from '../../lib/metrics/nearest';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { digits } from './digits';

const random = (seed: number, n: number, size: number) =>
  new Random(seed).uniform<tf.Rank.R4>([n, size, size, 1]);

/** Pair by pair. */
function slowNearest(images: tf.Tensor4D, training: tf.Tensor4D) {
  const [a, b] = [images, training].map((x) => x.dataSync<'float32'>());
  const size = images.size / images.shape[0];
  const indices: number[] = [];
  const distances: number[] = [];
  for (let i = 0; i < a.length; i += size) {
    let [best, least] = [-1, Infinity];
    for (let j = 0; j < b.length; j += size) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (a[i + k] - b[j + k]) ** 2;
      if (sum < least) [best, least] = [j / size, sum];
    }
    indices.push(best);
    distances.push(Math.sqrt(least));
  }
  return { indices, distances };
}

describe('nearestImages', () => {
  it('agrees with a slow version on more images than it compares at once', () => {
    const [images, training] = [random(1, 1003, 3), random(2, 5007, 3)];
    const { indices, distances } = nearestImages(images, training);
    const expected = slowNearest(images, training);
    assert.deepEqual(Array.from(indices), expected.indices);
    assertClose(distances, expected.distances, 1e-12); // the same sums in the same order
  });

  it('finds copies at a distance of exactly 0', () => {
    const { training } = digits();
    const places = [3, 1999, 700];
    const copies = tf.tidy(() => tf.gather(training, places));
    const { indices, distances } = nearestImages(copies, training);
    assert.deepEqual(Array.from(indices), places);
    assert.deepEqual(Array.from(distances), [0, 0, 0]);
  });

  it('gives the distance that all pixels together make', () => {
    const { indices, distances } = nearestImages(tf.ones([1, 2, 2, 1]), tf.zeros([3, 2, 2, 1]));
    assert.equal(distances[0], 2); // √(4 · 1²)
    assert.equal(indices[0], 0); // the first of equals
  });

  it('leaves no tensor behind', () => {
    const [images, training] = [random(1, 3, 4), random(2, 5, 4)];
    const before = tf.memory().numTensors;
    nearestImages(images, training);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on images of unlike shape', () => {
    assert.throws(() => nearestImages(random(1, 3, 4), random(2, 5, 5)), {
      name: 'RangeError',
      message: 'expected images of 5×5×1 as in training, but got 4×4×1',
    });
  });

  it('throws on images of bytes', () => {
    const bytes = tf.fill<tf.Rank.R4>([1, 4, 4, 1], 255, 'int32');
    assert.throws(() => nearestImages(bytes, random(2, 5, 4)), {
      name: 'TypeError',
      message: 'expected float32 images, but got int32 up to 255: divide by 255',
    });
  });

  it('throws on none, and on a pixel that is not finite', () => {
    assert.throws(() => nearestImages(random(1, 3, 4), tf.zeros([0, 4, 4, 1])), {
      message: 'expected training of shape [n, width], n at least 1, but got [0, 16]',
    });
    assert.throws(() => nearestImages(tf.fill([1, 4, 4, 1], NaN), random(2, 5, 4)), {
      message: 'expected images to be finite, but got NaN',
    });
  });
});
