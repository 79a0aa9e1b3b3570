import { tf } from '../backend';
import type { Predictor } from './baseline';
import { rowsOf, shapedAs } from './examples';

/**
 * The mean of the targets, whatever the input: the best constant by squared error. Blurred, and often hard to beat by
 * it.
 *
 * @param targets `[n, ...]`, n at least 1; stay the caller's
 * @throws RangeError when there are none or a number is not finite
 */
export function fitMeanImage<R extends tf.Rank>(targets: tf.Tensor<R>): Predictor<R> {
  const mean = tf.tidy(() => tf.mean(rowsOf('targets', targets), 0).dataSync());
  const { shape } = targets;
  return {
    predict: (inputs) =>
      tf.tidy(() => {
        const { length } = mean;
        const repeated = tf.tile(tf.tensor2d(mean, [1, length]), [inputs.shape[0], 1]);
        return shapedAs<R>(repeated, shape);
      }),
  };
}
