import { tf } from '../backend';
import { BRIGHTNESS_WEIGHTS } from '../data/greys';
import { meanOfEach, meanOverImages, requireUnitRange } from './images';

/** A product of standard deviations below which a picture is flat but for rounding. */
const FLAT = 1e-10;

/**
 * How much of a picture's content a translation keeps: Pearson's correlation of the brightness of input and output over
 * the pixels, the mean over pictures. 1 for the same picture, also brighter or with more contrast; 0 for another
 * picture, or a flat one; −1 for the negative.
 *
 * @param input `[n, height, width, 1 or 3]` in 0..1; stays the caller's
 * @param output `[n, height, width, 1 or 3]` in 0..1; stays the caller's
 * @throws RangeError when sizes differ, channels are not 1 or 3 or a number is not in 0..1
 */
export function contentCorrelation(input: tf.Tensor4D, output: tf.Tensor4D): number {
  requireUnitRange('input', input);
  requireUnitRange('output', output);
  const [a, b] = [input, output].map(({ shape }) => shape.slice(0, 3).join(', '));
  if (a !== b) throw new RangeError(`expected output of [${a}] pixels as input is, but got [${b}]`);
  return meanOverImages([input, output], (x, y) => correlationOfEach(greyOf(x), greyOf(y)));
}

/** Brightness without its mean, `[n, pixels]`. */
function greyOf(images: tf.Tensor): tf.Tensor {
  const [count, , , channels] = images.shape;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`expected images of 1 or 3 channels, but got ${channels}`);
  }
  const grey = channels === 1 ? images : tf.sum(tf.mul(images, tf.tensor1d(BRIGHTNESS_WEIGHTS)), 3);
  const pixels = tf.reshape(grey, [count, -1]);
  return tf.sub(pixels, tf.mean(pixels, 1, true));
}

function correlationOfEach(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const [covariance, varianceA, varianceB] = [tf.mul(a, b), tf.square(a), tf.square(b)].map(
    meanOfEach,
  );
  return tf.div(covariance, tf.maximum(tf.sqrt(tf.mul(varianceA, varianceB)), FLAT));
}
