import { tf } from '../backend';
import { meanOfEach, meanOverImages, requireMask, requirePairs } from './images';

/** Which pixels count. */
export interface PixelErrorOptions {
  /**
   * `[n, height, width, 1]`, or `[1, height, width, 1]` the same for all, of 0 and 1: only pixels under a 1 count, such
   * as those of a hole, or those that a translation should change. Default: all.
   */
  readonly mask?: tf.Tensor4D;
}

/**
 * The mean absolute error in percent of the range: 0 for equal images, 100 between black and white. Best by it is the
 * median of all that is possible, which is blurred: a second number must say whether the images look real.
 *
 * @param real `[n, height, width, channels]` in 0..1; stays the caller's
 * @param fake of the same shape and range; stays the caller's
 * @throws RangeError when shapes differ, a number is not in 0..1, or no pixel counts
 */
export function l1Percent(
  real: tf.Tensor4D,
  fake: tf.Tensor4D,
  { mask }: PixelErrorOptions = {},
): number {
  return 100 * meanError(real, fake, mask, (difference) => tf.abs(difference));
}

/**
 * The peak signal-to-noise ratio, −10 log₁₀ of the mean squared error for a range of 1, in dB: Infinity for equal
 * images, 20 dB where each pixel is off by a tenth of the range, 0 dB between black and white. 1 dB more is a fifth
 * less squared error.
 *
 * The squared error is that of all images together. Papers often print the mean of the images' own ratios, which is
 * higher (and infinite when one image is perfect), or the ratio of the brightness only: compare numbers made in one
 * way.
 *
 * @param real `[n, height, width, channels]` in 0..1; stays the caller's
 * @param fake of the same shape and range (what lies outside is to be clipped first, as a picture would be); stays the
 *   caller's
 * @throws RangeError when shapes differ, a number is not in 0..1, or no pixel counts
 */
export function psnr(
  real: tf.Tensor4D,
  fake: tf.Tensor4D,
  { mask }: PixelErrorOptions = {},
): number {
  return -10 * Math.log10(meanError(real, fake, mask, (difference) => tf.square(difference)));
}

/** The mean of an error over images, channels and those pixels that count. */
function meanError(
  real: tf.Tensor4D,
  fake: tf.Tensor4D,
  mask: tf.Tensor4D | undefined,
  errorOf: (difference: tf.Tensor) => tf.Tensor,
): number {
  requirePairs(real, fake);
  if (mask === undefined) {
    return meanOverImages([real, fake], (a, b) => meanOfEach(errorOf(tf.sub(a, b))));
  }
  const share = shareOf(mask, real);
  const all = tf.tidy(() => tf.tile(mask, [real.shape[0] / mask.shape[0], 1, 1, 1]));
  try {
    const masked = [real, fake, all];
    return (
      meanOverImages(masked, (a, b, m) => meanOfEach(tf.mul(errorOf(tf.sub(a, b)), m))) / share
    );
  } finally {
    all.dispose();
  }
}

/** Share of the pixels that a mask lets count. @throws RangeError when it is no mask of the images, or lets none */
function shareOf(mask: tf.Tensor4D, images: tf.Tensor4D): number {
  requireMask('mask', mask, images);
  const share = meanOverImages([mask], meanOfEach);
  if (share === 0) throw new RangeError('expected mask to hold a 1, but got only 0');
  return share;
}
