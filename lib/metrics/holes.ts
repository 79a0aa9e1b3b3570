import { tf } from '../backend';
import { requireMask, requireUnitRange } from './images';
import { stepsAlong } from './sharpness';

/** How two neighbouring pixels lie to a hole. */
type Place = 'inside' | 'across';

/**
 * {@link sharpness} within holes of any form: the mean absolute difference of neighbouring pixels that both lie in a
 * hole. Without holes of two pixels side by side it is NaN.
 *
 * @param images `[n, height, width, channels]` in 0..1; stay the caller's
 * @param holes `[n or 1, height, width, 1]`: 1 in the hole, 0 elsewhere; stay the caller's
 * @throws RangeError when a number is not in 0..1, or `holes` does not fit or holds other numbers than 0 and 1
 */
export const sharpnessInHoles = (images: tf.Tensor4D, holes: tf.Tensor4D): number =>
  meanStep(images, holes, 'inside');

/**
 * How plain to see the border of a hole is: the mean absolute difference of neighbouring pixels of which one lies in
 * the hole and the other does not. Compare with that of the truth: as high where no seam shows, above it where one does.
 *
 * @param images `[n, height, width, channels]` in 0..1, filled; stay the caller's
 * @param holes `[n or 1, height, width, 1]`: 1 in the hole, 0 elsewhere; stay the caller's
 * @throws RangeError when a number is not in 0..1, or `holes` does not fit or holds other numbers than 0 and 1
 */
export const seam = (images: tf.Tensor4D, holes: tf.Tensor4D): number =>
  meanStep(images, holes, 'across');

function meanStep(images: tf.Tensor4D, holes: tf.Tensor4D, place: Place): number {
  requireUnitRange('images', images);
  requireMask('holes', holes, images);
  const sums = tf.tidy(() => {
    const masks = tf.tile(holes, [images.shape[0] / holes.shape[0], 1, 1, 1]);
    const pairs = [1, 2].map((axis) => {
      const weights = placed(masks, axis, place);
      const steps = tf.mul(tf.abs(stepsAlong(images, axis)), weights);
      return [tf.sum(steps), tf.mul(tf.sum(weights), images.shape[3])];
    });
    return pairs.map((pair) => pair.map((sum) => sum.dataSync()[0]));
  });
  const total = (i: number) => sums[0][i] + sums[1][i];
  return total(0) / total(1);
}

/** 1 for neighbours along an axis that lie so, 0 for others. */
function placed(masks: tf.Tensor, axis: number, place: Place): tf.Tensor {
  const border = tf.abs(stepsAlong(masks, axis));
  if (place === 'across') return border;
  const length = masks.shape[axis] - 1;
  const size = masks.shape.map((whole, i) => (i === axis ? length : whole));
  const first = tf.slice(masks, [0, 0, 0, 0], size);
  return tf.mul(first, tf.sub(1, border));
}
