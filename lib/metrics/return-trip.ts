import { tf } from '../backend';
import type { Random } from '../random';
import { l1Percent } from './pixel-errors';

/** Pictures `[n, height, width, channels]` in 0..1 → pictures in 0..1, or near it; the caller disposes. */
export type Translation = (pictures: tf.Tensor4D) => tf.Tensor4D;

/** How far pictures that were translated there and back are from what they were, in percent of the range. */
export interface ReturnErrors {
  readonly clean: number;
  /** With noise on the translated pictures. */
  readonly noisy: number;
  /** How far that noise has moved what comes back: where the return is bad anyway, only this shows a message. */
  readonly moved: number;
}

/**
 * Whether a translation hides what it needs for the way back: the errors of the return trip without and with noise,
 * hardly to be seen, on what was translated. A picture that can be read the way back from what it shows loses little; one
 * whose way back is written into it in tiny differences, a hidden message, loses much.
 *
 * @param pictures `[n, height, width, channels]` in 0..1; stay the caller's
 * @param there such as summer to winter, clipped to 0..1 before the way back, as a picture would be
 * @param back the other way
 * @param noiseStd standard deviation of the noise, as a share of the range: 0.01 is 1 %
 * @see Chu et al. 2017, "CycleGAN, a master of steganography"
 */
export function returnErrors(
  pictures: tf.Tensor4D,
  { there, back }: { readonly there: Translation; readonly back: Translation },
  { noiseStd, random }: { readonly noiseStd: number; readonly random: Random },
): ReturnErrors {
  if (!(noiseStd >= 0)) {
    throw new RangeError(`expected noiseStd to be at least 0, but got ${noiseStd}`);
  }
  return tf.tidy(() => {
    const clipped = (x: tf.Tensor4D) => tf.clipByValue(x, 0, 1);
    const made = clipped(there(pictures));
    const noise = tf.mul(random.normal<tf.Rank.R4>(made.shape), noiseStd);
    const disturbed = clipped(tf.add(made, noise));
    const [clean, noisy] = [made, disturbed].map((x) => clipped(back(x)));
    return {
      clean: l1Percent(pictures, clean),
      noisy: l1Percent(pictures, noisy),
      moved: l1Percent(clean, noisy),
    };
  });
}
