import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Random } from '../random';
import { requireSameSize } from './latents';
import { slerp } from './walk';

/**
 * Latent vectors near others: z′ = cos α · z + sin α · n with n from N(0, I). What was drawn from N(0, I) still is, so
 * that its norm neither grows nor shrinks however often it is done.
 *
 * @param z `[n, latentDim]`; stays the caller's
 * @param degrees α, the angle by which a vector turns: 0 keeps it, at 90 nothing of it is left
 * @returns `[n, latentDim]`; the caller disposes
 * @throws RangeError when the angle is not from 0 to 90
 */
export function mutate(
  z: tf.Tensor2D,
  { degrees, random }: { readonly degrees: number; readonly random: Random },
): tf.Tensor2D {
  if (!(degrees >= 0 && degrees <= 90)) {
    throw new RangeError(`expected degrees from 0 to 90, but got ${degrees}`);
  }
  const angle = (degrees * Math.PI) / 180;
  return tf.tidy(() =>
    tf.add(tf.mul(z, Math.cos(angle)), tf.mul(random.normal(z.shape), Math.sin(angle))),
  );
}

/**
 * Children by numbers: each number of z from the one parent or the other, by chance. With parents from N(0, I) children
 * are too.
 *
 * @param first `[n, latentDim]`; stays the caller's
 * @param second of the same shape; stays the caller's
 * @returns `[n, latentDim]`; the caller disposes
 * @throws RangeError when the shapes differ
 */
export function crossNumbers(first: tf.Tensor2D, second: tf.Tensor2D, random: Random): tf.Tensor2D {
  requireSameSize(first, second);
  return tf.tidy(() =>
    tf.where<tf.Tensor2D>(tf.less(random.uniform(first.shape), 0.5), first, second),
  );
}

/** How a population is bred. */
export interface BreedingOptions {
  /** Length of z. */
  readonly latentDim: number;
  /** Vectors of a generation. Default 16. */
  readonly population?: number;
  /** How many of them have children, and live on. Default 4. */
  readonly parents?: number;
  /** How often children are bred. Default 10. */
  readonly generations?: number;
  /** By how many degrees a child is mutated. Default 20. */
  readonly degrees?: number;
  readonly random: Random;
}

/**
 * A loop of selection, as a user of a breeding site goes through it: of 16 vectors choose the four best; twelve children
 * take their place, each halfway along the arc between two parents ({@link slerp}), then mutated ({@link mutate}).
 *
 * @param scoreOf scores `[n]` of vectors `[n, latentDim]`, of which the highest are chosen; with scores drawn at random
 *   it is a random walk, to compare with
 * @returns all generations, each `[population, latentDim]`, the first drawn from N(0, I); the caller disposes
 * @throws RangeError when there are fewer than two parents, or not more vectors than parents
 */
export function breed(
  scoreOf: (z: tf.Tensor2D) => ArrayLike<number>,
  options: BreedingOptions,
): tf.Tensor2D[] {
  const {
    latentDim,
    population = 16,
    parents = 4,
    generations = 10,
    degrees = 20,
    random,
  } = options;
  requireInteger('parents', parents, { min: 2 });
  requireInteger('population', population, { min: parents + 1 });
  requireInteger('generations', generations, { min: 1 });
  const all = [random.normal<tf.Rank.R2>([population, latentDim])];
  for (let i = 0; i < generations; i++) {
    const z = all[i];
    const chosen = highest(scoreOf(z), parents);
    all.push(
      tf.tidy(() => {
        const kept = tf.gather(z, tf.tensor1d(chosen, 'int32'));
        const pairs = pairsOf(population - parents, parents, random);
        const [first, second] = [0, 1].map((k) =>
          tf.gather(
            kept,
            tf.tensor1d(
              pairs.map((pair) => pair[k]),
              'int32',
            ),
          ),
        );
        const children = mutate(slerp(first, second, 0.5), { degrees, random });
        return tf.concat([kept, children]);
      }),
    );
  }
  return all;
}

/** The places of the highest numbers, the highest first. */
const highest = (scores: ArrayLike<number>, count: number): number[] =>
  Array.from(scores, (score, i) => ({ score, i }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ i }) => i);

/** Two different ones of some parents for each child. */
function pairsOf(count: number, parents: number, random: Random): [number, number][] {
  return tf.tidy(() => {
    const first = random.integers(count, parents).dataSync();
    const further = random.integers(count, parents - 1).dataSync();
    return Array.from(first, (place, i) => [place, (place + 1 + further[i]) % parents]);
  });
}
