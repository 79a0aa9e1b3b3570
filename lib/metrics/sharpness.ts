import { tf } from '../backend';
import { meanOfEach, meanOverImages, requireUnitRange } from './images';

/**
 * The mean absolute difference of neighbouring pixels, half of it across and half down: 0 for a flat image, about 0.02
 * for a smooth photograph, 1 for a chequerboard of black and white. Noise is sharp too, so it says something only
 * beside a distortion.
 *
 * @param images `[n, height, width, channels]` in 0..1, at least 2×2; stays the caller's
 * @throws RangeError when they are smaller or a number is not in 0..1
 */
export function sharpness(images: tf.Tensor4D): number {
  requireUnitRange('images', images);
  const [, height, width] = images.shape;
  if (height < 2 || width < 2) {
    throw new RangeError(`expected images of at least 2×2 pixels, but got ${height}×${width}`);
  }
  return meanOverImages([images], (some) => {
    const [down, across] = [1, 2].map((axis) => meanOfEach(tf.abs(stepsAlong(some, axis))));
    return tf.div(tf.add(down, across), 2);
  });
}

/**
 * {@link sharpness} of fakes as a share of that of the truth: 1 as sharp, below it blurred, above it grainy. Infinity
 * where the truth is flat.
 *
 * @param real `[n, height, width, channels]` in 0..1; stays the caller's
 * @param fake `[m, height, width, channels]` of the same size in pixels, in 0..1; stays the caller's
 * @throws RangeError when images are smaller than 2×2 or a number is not in 0..1
 */
export function sharpnessRatio(real: tf.Tensor4D, fake: tf.Tensor4D): number {
  return sharpness(fake) / sharpness(real);
}

/** What each entry along an axis has more than the one before it: one entry fewer. */
export function stepsAlong(x: tf.Tensor, axis: number): tf.Tensor {
  const length = x.shape[axis] - 1;
  const part = (start: number) => {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const size = x.shape.map((whole, i) => (i === axis ? length : whole));
    return tf.slice(x, begin, size);
  };
  return tf.tidy(() => tf.sub(part(1), part(0)));
}
