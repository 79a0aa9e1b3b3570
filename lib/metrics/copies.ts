import type { tf } from '../backend';
import { type Distance, EUCLIDEAN } from './distance';
import { requireSameWidth } from './features';
import { nearestNeighbours, readSamples } from './neighbours';

/** When a fake counts as a copy. */
export interface CopyShareOptions {
  /** The largest distance to a training sample at which a fake is a copy. Default 0: the same number for number. */
  readonly within?: number;
  /** Default {@link EUCLIDEAN}; {@link JACCARD} for voxels. */
  readonly distance?: Distance;
}

/**
 * The share of fakes, 0..1, that are copies of a training sample: 0 wanted, 1 for a generator that has learnt by heart.
 *
 * Fakes of whole numbers, such as voxels, levels or sequences, can be copied exactly. For images a distance is needed
 * at which they look the same; {@link nearestRatio} needs none.
 *
 * @param training `[n, ...]`; stays the caller's
 * @param fake `[m, ...]` of the same shape; stays the caller's
 * @throws RangeError when `within` is below 0, there are none, samples differ in size or a number is not finite
 */
export function copyShare(
  training: tf.Tensor,
  fake: tf.Tensor,
  { within = 0, distance = EUCLIDEAN }: CopyShareOptions = {},
): number {
  if (!(within >= 0)) {
    throw new RangeError(`expected within to be a number of at least 0, but got ${within}`);
  }
  const distances = distancesTo(training, { name: 'fake', samples: fake }, distance);
  return distances.filter((each) => each <= within).length / distances.length;
}

/**
 * The mean distance of fakes to their nearest training sample as a share of that of held-out real samples: 1 wanted;
 * towards 0 for copies; above 1 for fakes that are unlike the data.
 *
 * @param sets training `[n, ...]`; real held out `[m, ...]` and fakes `[k, ...]` of the same shape; stay the caller's
 * @param distance default {@link EUCLIDEAN}; {@link JACCARD} for voxels
 * @throws RangeError when there are none, samples differ in size or a number is not finite
 */
export function nearestRatio(
  sets: { readonly training: tf.Tensor; readonly heldOut: tf.Tensor; readonly fake: tf.Tensor },
  distance: Distance = EUCLIDEAN,
): number {
  const [fake, heldOut] = (['fake', 'heldOut'] as const).map((name) =>
    meanOf(distancesTo(sets.training, { name, samples: sets[name] }, distance)),
  );
  return fake / heldOut;
}

function distancesTo(
  training: tf.Tensor,
  { name, samples }: { readonly name: string; readonly samples: tf.Tensor },
  distance: Distance,
): Float64Array {
  const [a, b] = [readSamples(name, samples), readSamples('training', training)];
  requireSameWidth(a, b);
  return nearestNeighbours(a, b, distance).distances;
}

const meanOf = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
