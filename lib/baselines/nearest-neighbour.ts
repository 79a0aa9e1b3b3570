import { tf } from '../backend';
import { EUCLIDEAN } from '../metrics/distance';
import { requireSameWidth } from '../metrics/features';
import { nearestNeighbours, readSamples } from '../metrics/neighbours';
import type { Predictor } from './baseline';
import { requireCount } from './examples';

/**
 * Retrieval: gives each input the target of the example whose input is nearest by Euclidean distance. As sharp as the
 * data, since it copies them; further off in squared error than ridge regression. The fair rival of a GAN.
 *
 * Finding costs a product of matrices `[queries, width]` × `[width, examples]`, as {@link nearestImages} has it.
 *
 * @param inputs `[n, ...]`, n at least 1, of any shape; stay the caller's
 * @param targets `[n, ...]`; stay the caller's and must live as long as the predictor
 * @throws RangeError when numbers of examples differ or an input is not finite
 */
export function fitNearestNeighbour<R extends tf.Rank>(
  inputs: tf.Tensor,
  targets: tf.Tensor<R>,
): Predictor<R> {
  const examples = readSamples('inputs', inputs);
  requireCount('targets', targets.shape[0], examples.count);
  return {
    predict(queries) {
      const samples = readSamples('inputs', queries);
      requireSameWidth(samples, examples);
      const { indices } = nearestNeighbours(samples, examples, EUCLIDEAN);
      return tf.tidy(() => tf.gather<tf.Tensor<R>>(targets, tf.tensor1d(indices, 'int32')));
    },
  };
}
