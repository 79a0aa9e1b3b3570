import type { tf } from '../backend';
import type { Random } from '../random';

/** A rule, found in examples, that gives an output for each input: what a translation by a GAN must be shown beside. */
export interface Predictor<R extends tf.Rank> {
  /**
   * Outputs for inputs.
   *
   * @param inputs `[n, ...]`, of the shape of the examples' inputs; stay the caller's
   * @returns `[n, ...]`, float32, of the shape of the examples' targets. It may leave their range: clip it before it is
   *   shown or measured. The caller disposes.
   * @throws RangeError when inputs are of another size or a number is not finite
   */
  predict(inputs: tf.Tensor): tf.Tensor<R>;
}

/** A distribution, fitted to examples, that can be drawn from: what a generator must be shown beside. */
export interface Sampler<R extends tf.Rank> {
  /**
   * Samples: a pure function of the state of `random`.
   *
   * @param n at least 1
   * @returns `[n, ...]` of the shape of the examples; the caller disposes
   */
  sample(n: number, random: Random): tf.Tensor<R>;
}
