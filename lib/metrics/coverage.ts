import type { tf } from '../backend';
import { type Distance, EUCLIDEAN } from './distance';
import { type Vectors, requireSameWidth } from './features';
import { nearestNeighbours, readSamples } from './neighbours';

/**
 * Variety: the share of real samples that are the nearest real one of at least one fake, 0..1.
 *
 * 1 / n for a generator that has collapsed; about 0.6, not 1, for another set of the real distribution, since some
 * fakes share their nearest. Bad samples count like good ones: read it beside {@link minimumMatchingDistance}. It grows
 * with the number of fakes: take as many as there are real ones.
 *
 * @param real `[n, ...]`; stays the caller's
 * @param fake `[m, ...]` of the same shape; stays the caller's
 * @param distance default {@link EUCLIDEAN}; {@link JACCARD} for voxels
 * @throws RangeError when there are none, samples differ in size or a number is not finite
 * @see Achlioptas et al. 2018, "Learning representations and generative models for 3D point clouds", section 2
 */
export function coverage(real: tf.Tensor, fake: tf.Tensor, distance: Distance = EUCLIDEAN): number {
  const sets = readPair(real, fake);
  return new Set(nearestNeighbours(sets.fake, sets.real, distance).indices).size / sets.real.count;
}

/**
 * Quality: the mean over real samples of the distance to the nearest fake, in the unit of the distance. 0 when each is
 * met exactly.
 *
 * It does not see bad samples beside good ones. What is small for a data set says the value of other real samples.
 *
 * @param real `[n, ...]`; stays the caller's
 * @param fake `[m, ...]` of the same shape; stays the caller's
 * @param distance default {@link EUCLIDEAN}; {@link JACCARD} for voxels
 * @throws RangeError when there are none, samples differ in size or a number is not finite
 * @see Achlioptas et al. 2018, as {@link coverage}; Yang et al. 2019, "PointFlow", section 5, says what both hide
 */
export function minimumMatchingDistance(
  real: tf.Tensor,
  fake: tf.Tensor,
  distance: Distance = EUCLIDEAN,
): number {
  const sets = readPair(real, fake);
  const { distances } = nearestNeighbours(sets.real, sets.fake, distance);
  return distances.reduce((sum, each) => sum + each, 0) / sets.real.count;
}

function readPair(real: tf.Tensor, fake: tf.Tensor): Record<'real' | 'fake', Vectors> {
  const sets = { real: readSamples('real', real), fake: readSamples('fake', fake) };
  requireSameWidth(sets.real, sets.fake);
  return sets;
}
