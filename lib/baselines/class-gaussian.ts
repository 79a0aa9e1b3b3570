import { tf } from '../backend';
import { requireInteger } from '../check';
import { placesByLabel } from '../data/places-by-label';
import type { Random } from '../random';
import type { Sampler } from './baseline';
import { requireCount, rowsOf, shapedAs } from './examples';
import { fitPcaGaussian } from './pca-gaussian';

/** A distribution for each class, fitted to examples. */
export interface ClassSampler<R extends tf.Rank> {
  /**
   * A sample of each of the classes asked for, in their order: a pure function of the state of `random`.
   *
   * @param labels at least one
   * @returns `[labels, ...]`, float32, of the shape of the examples; the caller disposes
   * @throws RangeError when a class was not among the examples
   */
  sample(labels: ArrayLike<number>, random: Random): tf.Tensor<R>;
}

/** What a class's Gaussian knows. */
export interface ClassGaussianOptions {
  /**
   * `'diagonal'`: each number has its own variance and no correlations. A number: so many principal components, as
   * {@link fitPcaGaussian} has them, or as many as a class's examples allow.
   */
  readonly components: 'diagonal' | number;
}

/**
 * A Gaussian for each class. A classifier that learns from its samples alone reaches nearly what it does on real
 * examples, so a score of that kind proves little without this row.
 *
 * @param examples `[n, ...]`; stay the caller's
 * @param labels the class of each, 0, 1, and so on; each class that occurs at least twice
 * @throws RangeError when a class occurs once, numbers of examples and labels differ, a label is no integer of at least
 *   0 or a number is not finite
 * @see Ravuri and Vinyals 2019, "Classification accuracy score for conditional generative models", for the score
 */
export function fitClassGaussian<R extends tf.Rank>(
  examples: tf.Tensor<R>,
  labels: ArrayLike<number>,
  { components }: ClassGaussianOptions,
): ClassSampler<R> {
  requireCount('labels', labels.length, examples.shape[0]);
  const gaussians = new Map<number, Sampler<tf.Rank.R2>>();
  for (const [label, places] of placesByLabel(labels)) {
    requireInteger('labels', label, { min: 0 });
    if (places.length < 2) {
      throw new RangeError(`expected at least 2 examples of class ${label}, but got 1`);
    }
    gaussians.set(label, gaussianOf(examples, places, components));
  }
  const { shape } = examples;
  return { sample: (asked, random) => shapedSamples<R>(gaussians, { asked, random, shape }) };
}

/** Of the examples at some places. */
function gaussianOf(
  examples: tf.Tensor,
  places: readonly number[],
  components: ClassGaussianOptions['components'],
): Sampler<tf.Rank.R2> {
  const rows = tf.tidy(() => {
    const some = tf.gather(examples, tf.tensor1d([...places], 'int32'));
    return rowsOf('examples', some);
  });
  try {
    if (components === 'diagonal') return diagonalGaussian(rows);
    requireInteger('components', components, { min: 1 });
    return fitPcaGaussian(rows, Math.min(components, rows.shape[0] - 1, rows.shape[1]));
  } finally {
    rows.dispose();
  }
}

function diagonalGaussian(rows: tf.Tensor2D): Sampler<tf.Rank.R2> {
  const count = rows.shape[0];
  const [mean, variance] = tf.tidy(() => {
    const moments = tf.moments(rows, 0);
    return [moments.mean, moments.variance].map((each) => each.dataSync<'float32'>());
  });
  const deviation = variance.map((value) => Math.sqrt((value * count) / (count - 1)));
  return {
    sample: (n, random) =>
      tf.tidy(() => {
        const noise = random.normal<tf.Rank.R2>([n, mean.length]);
        return tf.add(tf.mul(noise, deviation), mean);
      }),
  };
}

/** Draws the samples of one class after another, and puts them into the order asked for. */
function shapedSamples<R extends tf.Rank>(
  gaussians: ReadonlyMap<number, Sampler<tf.Rank.R2>>,
  {
    asked,
    random,
    shape,
  }: {
    readonly asked: ArrayLike<number>;
    readonly random: Random;
    readonly shape: readonly number[];
  },
): tf.Tensor<R> {
  if (asked.length === 0) throw new RangeError('expected at least 1 label, but got none');
  const places = [...placesByLabel(asked)].sort(([a], [b]) => a - b);
  return tf.tidy(() => {
    const drawn = places.map(([label, { length }]) => {
      const gaussian = gaussians.get(label);
      if (gaussian !== undefined) return gaussian.sample(length, random);
      throw new RangeError(`expected labels that examples had, but got ${label}`);
    });
    const order = new Int32Array(asked.length);
    places.flatMap(([, ofLabel]) => ofLabel).forEach((place, i) => (order[place] = i));
    return shapedAs<R>(tf.gather(tf.concat(drawn), tf.tensor1d(order, 'int32')), shape);
  });
}
