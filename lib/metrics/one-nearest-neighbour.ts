import type { tf } from '../backend';
import { type Distance, EUCLIDEAN } from './distance';
import { requireSameWidth } from './features';
import { nearestNeighbours, nearestOthers, readSamples } from './neighbours';

/** Shares, 0..1, of samples whose nearest other sample is of their own set. */
export interface OneNearestNeighbourAccuracy {
  /** Of the real samples. */
  readonly real: number;
  /** Of the fakes. */
  readonly fake: number;
  /** Of all: what papers print, and no more than a glance. */
  readonly mean: number;
}

/**
 * The accuracy of a classifier that says of each sample what its nearest neighbour among all others is, leave one out:
 * a two-sample test. Best is ½ in both halves, when the sets are of one distribution. 1 and 1: the sets lie apart.
 *
 * Read both halves, since their mean is fooled. Independent voxels at the right rates have 0 (a real shape is nearer to
 * noise than to another shape) and 1: their mean is a perfect ½. Fakes that repeat a few good samples have near 1 in
 * both. Copies of the real samples have 0 and 0: below ½ is no praise. A tie between the sets counts ½.
 *
 * It depends on the size of the sets: keep that the same. It costs four products of matrices `[n, width]` × `[width,
 * n]` and little besides: 10,000 and 10,000 samples of 1,000 numbers take some seconds, 1,000 and 1,000 a hundredth of
 * that.
 *
 * @param real `[n, ...]`, n at least 2; best as many as there are and held out from training; stays the caller's
 * @param fake `[n, ...]`, as many, of the same shape; stays the caller's
 * @param distance default {@link EUCLIDEAN}; {@link JACCARD} for voxels
 * @throws RangeError when sets differ in number or size, there are fewer than 2, or a number is not finite
 * @see Lopez-Paz and Oquab 2017, "Revisiting classifier two-sample tests", section 3; for generators Xu et al. 2018,
 *   "An empirical study on evaluation metrics of generative adversarial networks", section 2
 */
export function oneNearestNeighbourAccuracy(
  real: tf.Tensor,
  fake: tf.Tensor,
  distance: Distance = EUCLIDEAN,
): OneNearestNeighbourAccuracy {
  const [a, b] = [readSamples('real', real, 2), readSamples('fake', fake, 2)];
  requireSameWidth(a, b);
  if (a.count !== b.count) {
    throw new RangeError(`expected as many fake as real samples, ${a.count}, but got ${b.count}`);
  }
  const shares = [
    [a, b],
    [b, a],
  ].map(([own, other]) =>
    shareBelow(
      nearestOthers(own, distance).distances,
      nearestNeighbours(own, other, distance).distances,
    ),
  );
  return { real: shares[0], fake: shares[1], mean: (shares[0] + shares[1]) / 2 };
}

/** Share of the places at which a number is less than the other one; of equal ones a half. */
function shareBelow(numbers: Float64Array, others: Float64Array): number {
  const below = numbers.reduce(
    (sum, number, i) => sum + (number < others[i] ? 1 : number === others[i] ? 0.5 : 0),
    0,
  );
  return below / numbers.length;
}
