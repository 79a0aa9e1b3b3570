import { tf } from '../backend';
import { requireInteger } from '../check';

/**
 * Images with each pixel repeated `factor` times down and across: the plainest way to more pixels.
 *
 * @param images `[n, height, width, channels]`, any range; stay the caller's
 * @param factor integer of at least 1
 * @returns `[n, factor · height, factor · width, channels]`; the caller disposes
 */
export function upsampleNearest(images: tf.Tensor4D, factor: number): tf.Tensor4D {
  requireInteger('factor', factor, { min: 1 });
  return alongBoth(images, (x, axis) =>
    pick(
      x,
      axis,
      Array.from({ length: factor * x.shape[axis] }, (_, i) => Math.floor(i / factor)),
    ),
  );
}

/**
 * Images made larger by cubic convolution: each new pixel is a sum of the 4×4 pixels around it, whose weights are Keys'
 * with a = −½, so that planes and parabolas come out exactly. Pixels lie at the middles of their squares; beyond the
 * edge the last one is repeated. Libraries differ in both (PyTorch has a = −¾, TensorFlow and Pillow leave out what
 * lies beyond the edge): by tenths of a decibel.
 *
 * @param images `[n, height, width, channels]`, any range; stay the caller's
 * @param factor integer of at least 1
 * @returns `[n, factor · height, factor · width, channels]`, beside edges beyond the range of the images: clip before
 *   showing or measuring; the caller disposes
 * @see Keys 1981, "Cubic convolution interpolation for digital image processing", equation 15
 */
export function upsampleBicubic(images: tf.Tensor4D, factor: number): tf.Tensor4D {
  requireInteger('factor', factor, { min: 1 });
  return alongBoth(images, (x, axis) => {
    const size = x.shape[axis];
    // where the middle of each new pixel lies among the middles of the old ones
    const places = Array.from({ length: factor * size }, (_, i) => (i + 0.5) / factor - 0.5);
    const terms = [-1, 0, 1, 2].map((offset) => {
      const taps = places.map((place) => Math.floor(place) + offset);
      const weights = places.map((place, i) => cubic(Math.abs(place - taps[i])));
      const shape = x.shape.map((_, other) => (other === axis ? weights.length : 1));
      const pixels = pick(x, axis, taps.map((tap) => Math.min(size - 1, Math.max(0, tap)))); // prettier-ignore
      return tf.mul(pixels, tf.reshape(weights, shape));
    });
    return tf.addN(terms);
  });
}

/** A change along the height, then along the width. */
const alongBoth = (
  images: tf.Tensor4D,
  change: (x: tf.Tensor, axis: number) => tf.Tensor,
): tf.Tensor4D => tf.tidy(() => change(change(images, 1), 2) as tf.Tensor4D); // both keep the rank

const pick = (x: tf.Tensor, axis: number, indices: number[]) =>
  tf.gather(x, tf.tensor1d(indices, 'int32'), axis);

/** The weight of a pixel at a distance, for a = −½. */
function cubic(distance: number): number {
  if (distance <= 1) return 1.5 * distance ** 3 - 2.5 * distance ** 2 + 1;
  if (distance < 2) return -0.5 * distance ** 3 + 2.5 * distance ** 2 - 4 * distance + 2;
  return 0;
}
