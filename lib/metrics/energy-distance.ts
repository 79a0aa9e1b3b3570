import type { tf } from '../backend';
import { type Vectors, requireSameWidth, squaredDistance } from './features';
import { readSamples } from './neighbours';

/**
 * The energy distance of two sets of vectors, 2 E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖ over all pairs, each vector with
 * itself among them: 0 for equal sets, otherwise above, and in the limit of large sets 0 only for equal distributions.
 * In the unit of the numbers.
 *
 * Meant for a few statistics of each sample, such as the mean, the slope and the roughness of a height map; bring them
 * to like scales first, or the largest decides alone. Two sets of n of one distribution have about 2 E‖X − X′‖ / n by
 * chance. Each pair costs its width: 10,000 and 10,000 vectors of 10 numbers about 5 s, and ten times as wide ones
 * ten times as much.
 *
 * @param real `[n, ...]`, n at least 1; stays the caller's
 * @param fake `[m, ...]` of the same shape, m at least 1; stays the caller's
 * @throws RangeError when there are none, samples differ in size or a number is not finite
 * @see Székely and Rizzo 2013, "Energy statistics: a class of statistics based on distances", section 3 (without the
 *   root)
 */
export function energyDistance(real: tf.Tensor, fake: tf.Tensor): number {
  const [a, b] = [readSamples('real', real), readSamples('fake', fake)];
  requireSameWidth(a, b);
  const distance = 2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b);
  return Math.max(0, distance); // rounding may land below
}

/** The mean over all pairs, in float64. */
function meanDistance(a: Vectors, b: Vectors): number {
  let sum = 0;
  for (let i = 0; i < a.count; i++) {
    for (let j = 0; j < b.count; j++) sum += Math.sqrt(squaredDistance(a, i, b, j));
  }
  return sum / (a.count * b.count);
}
