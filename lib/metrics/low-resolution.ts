import { tf } from '../backend';
import { shrinkImages } from '../data/shrink';
import { meanOfEach, meanOverImages, requireUnitRange } from './images';

/**
 * How far an answer of super-resolution is from what was asked: made small again, by the mean of each block, it should be
 * the small image it was made of. The root of the mean squared difference in percent of the range: 0 for the truth and
 * for each other image that shrinks to the same.
 *
 * It needs no truth, so it can be measured in use too. By itself it says little of quality: the small image with its
 * pixels repeated has 0.
 *
 * @param small `[n, height, width, channels]` in 0..1; stays the caller's
 * @param made `[n, factor · height, factor · width, channels]` in 0..1; stays the caller's
 * @throws RangeError when `made` is not so many times larger both ways, or a number is not in 0..1
 */
export function lowResolutionError(small: tf.Tensor4D, made: tf.Tensor4D): number {
  requireUnitRange('small', small);
  requireUnitRange('made', made);
  const factor = factorBetween(small, made);
  const squares = meanOverImages([small, made], (given, larger) => {
    const shrunk = shrinkImages(larger as tf.Tensor4D, factor); // of rank 4, as `made` is
    return meanOfEach(tf.squaredDifference(shrunk, given));
  });
  return 100 * Math.sqrt(squares);
}

function factorBetween(small: tf.Tensor4D, made: tf.Tensor4D): number {
  const [count, height, width, channels] = small.shape;
  const factor = made.shape[1] / height;
  const expected = [count, factor * height, factor * width, channels];
  if (Number.isInteger(factor) && tf.util.arraysEqual(made.shape, expected)) return factor;
  throw new RangeError(
    `expected made to be [${small.shape.join(', ')}] a whole number of times larger both ways, ` +
      `but got [${made.shape.join(', ')}]`,
  );
}
