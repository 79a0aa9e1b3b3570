import { tf } from '../backend';
import type { Judge } from '../judges/judge';
import { checkerboard } from './checkerboard';
import { frechetDistance } from './frechet';
import { lowResolutionError } from './low-resolution';
import { psnr } from './pixel-errors';
import { sharpnessRatio } from './sharpness';
import { ssim } from './ssim';

/** How good enlarged pictures are, by their own truth and as a set. */
export interface SuperResolutionReport {
  /** In dB, the distortion: higher is nearer to the truth. */
  readonly psnr: number;
  /** Structural similarity: 1 for the truth. */
  readonly ssim: number;
  /** As a share of the truth's: 1 is as sharp. */
  readonly sharpness: number;
  /** From the truth, in a judge's features: 0 for the truth itself. */
  readonly frechet: number;
  /** In percent of the range: 0 where the answer shrinks to what was asked. */
  readonly lowResolution: number;
  /** About 1 where no grid is to be seen. */
  readonly checkerboard: number;
}

/**
 * Judges enlarged pictures beside what they should be: by distortions, by how they look as a set, and by whether they
 * fit what they were made of.
 *
 * @param truth `[n, height, width, 3]` in 0..1, n at least 128; stays the caller's
 * @param made of the same shape; what lies outside of 0..1 is clipped. Stays the caller's
 * @param options `small`: what was enlarged, `[n, height / factor, width / factor, 3]` in 0..1; `judge` of pictures of
 *   the truth's shape. Stay the caller's
 * @throws RangeError when there are too few, shapes do not fit or a number is not finite
 */
export function judgeSuperResolution(
  truth: tf.Tensor4D,
  made: tf.Tensor4D,
  { small, judge }: { readonly small: tf.Tensor4D; readonly judge: Judge },
): SuperResolutionReport {
  return tf.tidy(() => {
    const clipped = tf.clipByValue(made, 0, 1);
    const featuresOf = (pictures: tf.Tensor4D) => judge.judge(pictures).features;
    return {
      psnr: psnr(truth, clipped),
      ssim: ssim(truth, clipped),
      sharpness: sharpnessRatio(truth, clipped),
      frechet: frechetDistance(featuresOf(truth), featuresOf(clipped)),
      lowResolution: lowResolutionError(small, clipped),
      checkerboard: checkerboard(clipped, { period: truth.shape[1] / small.shape[1] }),
    };
  });
}
