import { tf } from '../backend';
import { STAGES, type Stage } from '../models/staged-gan';
import { requireSameSize } from './latents';

/**
 * Children of which some stages have their part of z from another parent: the coarse one from a face, the fine one from
 * a second.
 *
 * @param from `[n, 64]`, of {@link buildStagedGenerator}; stays the caller's
 * @param to of the same shape; stays the caller's
 * @param stages that are taken from `to`
 * @returns `[n, 64]`; the caller disposes
 * @throws RangeError when the shapes differ
 */
export function mixStages(
  from: tf.Tensor2D,
  to: tf.Tensor2D,
  stages: readonly Stage[],
): tf.Tensor2D {
  requireSameSize(from, to);
  const names = Object.keys(STAGES) as Stage[]; // in the order in which they lie in z
  return tf.tidy(() =>
    tf.concat(
      names.map((name) => {
        const { start, size } = STAGES[name];
        return tf.slice(stages.includes(name) ? to : from, [0, start], [-1, size]);
      }),
      1,
    ),
  );
}
