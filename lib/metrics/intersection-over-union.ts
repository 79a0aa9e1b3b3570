import type { tf } from '../backend';
import { JACCARD } from './distance';
import { requireSameWidth, rowAt } from './features';
import { readSamples } from './neighbours';

/**
 * How much two sets of shapes overlap, pair by pair: the mean over pairs of the voxels (or pixels) that are in both
 * shapes as a share of those that are in at least one. 1 for equal shapes, also for two empty ones; 0 for shapes that
 * share nothing.
 *
 * What a network puts out, from 0 to 1, must be cut at a threshold first, and the number depends on it: say which.
 *
 * @param real `[n, ...]` of 0 and 1; stays the caller's
 * @param fake `[n, ...]` of 0 and 1, of the same shape; stays the caller's
 * @throws RangeError when there are none, samples differ in size or a number is neither 0 nor 1
 */
export function intersectionOverUnion(real: tf.Tensor, fake: tf.Tensor): number {
  const [a, b] = [readShapes('real', real), readShapes('fake', fake)];
  requireSameWidth(a, b);
  if (a.count !== b.count) {
    throw new RangeError(`expected ${a.count} fake shapes, one a real one, but got ${b.count}`);
  }
  let sum = 0;
  for (let i = 0; i < a.count; i++) sum += 1 - JACCARD.between(rowAt(a, i), rowAt(b, i));
  return sum / a.count;
}

function readShapes(name: string, shapes: tf.Tensor) {
  const vectors = readSamples(name, shapes);
  const bad = vectors.values.find((value) => value !== 0 && value !== 1);
  if (bad === undefined) return vectors;
  throw new RangeError(`expected ${name} of 0 and 1, but got ${bad}`);
}
