import { tf } from '../backend';
import { meanOfEach, meanOverImages, requireUnitRange } from './images';
import { stepsAlong } from './sharpness';

/**
 * The mean absolute difference of neighbouring frames, sharpness over time: 0 for a film that stands still, 1 for one
 * that changes between black and white in each frame.
 *
 * @param films `[n, frames, height, width, channels]` in 0..1, at least 2 frames; stays the caller's
 * @throws RangeError when there are fewer or a number is not in 0..1
 */
export function flicker(films: tf.Tensor5D): number {
  requireUnitRange('films', films);
  if (films.shape[1] < 2) {
    throw new RangeError(`expected films of at least 2 frames, but got ${films.shape[1]}`);
  }
  return meanOverImages([films], (some) => meanOfEach(tf.abs(stepsAlong(some, 1))));
}

/**
 * {@link flicker} of fakes as a share of that of the truth: 1 as lively, below it frozen, above it trembling. Infinity
 * where the truth stands still.
 *
 * @param real `[n, frames, height, width, channels]` in 0..1; stays the caller's
 * @param fake `[m, frames, height, width, channels]` of the same frame rate, in 0..1; stays the caller's
 * @throws RangeError when there are fewer than 2 frames or a number is not in 0..1
 */
export function flickerRatio(real: tf.Tensor5D, fake: tf.Tensor5D): number {
  return flicker(fake) / flicker(real);
}
