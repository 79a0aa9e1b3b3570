import { tf } from '../backend';
import type { Judge } from '../judges/judge';
import { colourfulness } from './colourfulness';
import { frechetDistance } from './frechet';
import { l1Percent } from './pixel-errors';
import { sharpnessRatio } from './sharpness';

/** How good translated pictures are, by their own truth and as a set. */
export interface TranslationReport {
  /** Mean absolute error, in percent of the range: the distortion. */
  readonly l1: number;
  /** As a share of the truth's: 1 is as sharp. */
  readonly sharpness: number;
  /** As a share of the truth's: 1 is as colourful. */
  readonly colourfulness: number;
  /** From the truth, in a judge's features: 0 for the truth itself. */
  readonly frechet: number;
}

/**
 * Judges pictures that were made of inputs beside what they should be: by one distortion and three numbers of how they
 * look as a set, since the best by one is not the best by the other.
 *
 * The Fréchet distance is between translations and truths of the *same* inputs, so it is 0 for perfect ones, and any
 * other pictures, real ones too, are above it.
 *
 * @param truth `[n, height, width, 3]` in 0..1, n at least 128; stays the caller's
 * @param made of the same shape; what lies outside of 0..1 is clipped. Stays the caller's
 * @param judge of pictures of that shape in 0..1; stays the caller's
 * @throws RangeError when there are too few, shapes differ or a number is not finite
 */
export function judgeTranslation(
  truth: tf.Tensor4D,
  made: tf.Tensor4D,
  judge: Judge,
): TranslationReport {
  return tf.tidy(() => {
    const clipped = tf.clipByValue(made, 0, 1);
    const featuresOf = (pictures: tf.Tensor4D) => judge.judge(pictures).features;
    return {
      l1: l1Percent(truth, clipped),
      sharpness: sharpnessRatio(truth, clipped),
      colourfulness: colourfulness(clipped) / colourfulness(truth),
      frechet: frechetDistance(featuresOf(truth), featuresOf(clipped)),
    };
  });
}
