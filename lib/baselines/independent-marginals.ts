import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Sampler } from './baseline';
import { numValuesOf, rowsOf, shapedAs } from './examples';

/**
 * Draws each number by itself, with the shares that its values have at its place: right in every rate (how often a
 * voxel is filled, a note is played, a letter stands there), without anything that goes together. Bernoulli for 0 and
 * 1, categorical for more values.
 *
 * @param examples `[n, ...]` of whole numbers from 0 to 255, n at least 1, such as voxels, piano rolls, tiles or
 *   sequences; of one-hot ones take the arg max first; stay the caller's
 * @returns samples of the same type
 * @throws RangeError when there are none or a number is no such whole number
 */
export function fitIndependentMarginals<R extends tf.Rank>(examples: tf.Tensor<R>): Sampler<R> {
  const bounds = cumulativeShares(examples);
  const { shape, dtype } = examples;
  return {
    sample(n, random) {
      requireInteger('n', n, { min: 1 });
      return tf.tidy(() => {
        const u = random.uniform<tf.Rank.R2>([n, tf.util.sizeFromShape(shape.slice(1))]);
        // the value is the number of bounds that u has reached
        const reached = bounds.map((bound) => tf.cast(tf.greaterEqual(u, bound), dtype));
        return shapedAs<R>(reached.length > 0 ? tf.addN(reached) : tf.zeros(u.shape, dtype), shape);
      });
    },
  };
}

/** For each value but the largest the share of the examples, at each place, that have it or a smaller one. */
function cumulativeShares(examples: tf.Tensor): Float32Array[] {
  return tf.tidy(() => {
    const rows = rowsOf('examples', examples);
    const numValues = numValuesOf('examples', rows);
    return Array.from({ length: numValues - 1 }, (_, value) =>
      tf.mean(tf.cast(tf.lessEqual(rows, value), 'float32'), 0).dataSync<'float32'>(),
    );
  });
}
