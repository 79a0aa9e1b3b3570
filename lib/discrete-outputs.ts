import { tf } from './backend';
import { statelessUniform, stopGradient } from './backend/native';
import { requirePositive } from './check';

/**
 * Binary outputs of a generator that still has a gradient: exactly 0 or 1 on the way forward, and the gradient of
 * σ(logits) on the way back, as if nothing had been rounded.
 *
 * @param logits of any shape
 * @param key int32 `[2]`, a {@link Random.key} or a {@link Draw.key}: 1 is drawn with probability σ(logit). Without
 *   one, it is 1 where the logit is above 0
 * @returns float32 of the shape of the logits; the caller disposes
 * @see Bengio et al. 2013, "Estimating or propagating gradients through stochastic neurons for conditional
 *   computation", section 4; Dong and Yang 2018, "Convolutional generative adversarial networks with binary neurons for
 *   polyphonic music generation", section 3.1, for both kinds in a generator
 */
export function straightThroughBinary<R extends tf.Rank>(
  logits: tf.Tensor<R>,
  key?: tf.Tensor,
): tf.Tensor<R> {
  return tf.tidy(() => {
    const probabilities = tf.sigmoid(logits);
    const thresholds = key ? statelessUniform(logits.shape, key) : tf.scalar(0.5);
    const hard = tf.cast(tf.greater(probabilities, thresholds), 'float32');
    return straightThrough(hard, probabilities);
  });
}

/**
 * One-hot outputs of a generator that still has a gradient: one category exactly 1 and the others 0 on the way forward,
 * and the gradient of softmax(logits) on the way back.
 *
 * @param logits `[..., categories]`
 * @param key int32 `[2]`, a {@link Random.key} or a {@link Draw.key}: the category is drawn from softmax(logits).
 *   Without one, it is the likeliest
 * @returns float32 of the shape of the logits; the caller disposes
 * @see Bengio et al. 2013, section 4
 */
export function straightThroughOneHot<R extends tf.Rank>(
  logits: tf.Tensor<R>,
  key?: tf.Tensor,
): tf.Tensor<R> {
  return tf.tidy(() => {
    // The largest after this noise is a draw from softmax(logits): Gumbel's trick.
    const scores = key ? tf.add(logits, gumbelNoise(logits.shape, key)) : logits;
    return straightThrough(oneHotOfLargest(scores), tf.softmax(logits));
  });
}

/** How {@link gumbelSoftmax} draws. */
export interface GumbelSoftmaxOptions {
  /** Int32 `[2]`, a {@link Random.key} or a {@link Draw.key}: of what is drawn. */
  readonly key: tf.Tensor;
  /**
   * τ, above 0. Near 0 the draw is nearly one-hot, and its gradient mostly 0 and rarely large; the larger, the more
   * even.
   */
  readonly temperature: number;
  /** `soft`: every category in (0, 1), their sum 1. `hard`: one-hot, with the gradient of the soft one. */
  readonly output: 'soft' | 'hard';
}

/**
 * A draw from the categories of softmax(logits) that has a gradient: softmax((logits + g)/τ), g from Gumbel's
 * distribution. The largest of it falls on each category with just that category's probability, at every τ.
 *
 * @param logits `[..., categories]`
 * @returns float32 of the shape of the logits; the caller disposes
 * @throws RangeError when the temperature is not above 0
 * @see Jang et al. 2017, "Categorical reparameterization with Gumbel-softmax", sections 2 and 2.2
 */
export function gumbelSoftmax<R extends tf.Rank>(
  logits: tf.Tensor<R>,
  { key, temperature, output }: GumbelSoftmaxOptions,
): tf.Tensor<R> {
  requirePositive('temperature', temperature);
  return tf.tidy(() => {
    const scores = tf.add(logits, gumbelNoise(logits.shape, key));
    const soft = tf.softmax(tf.div(scores, temperature)) as tf.Tensor<R>; // of its input's shape
    return output === 'soft' ? soft : straightThrough(oneHotOfLargest(soft), soft);
  });
}

/** Exactly `hard`, with the gradient of `soft`. */
const straightThrough = <R extends tf.Rank>(hard: tf.Tensor, soft: tf.Tensor<R>): tf.Tensor<R> =>
  tf.add(hard, tf.sub(soft, stopGradient(soft)));

function oneHotOfLargest(scores: tf.Tensor): tf.Tensor {
  const categories = scores.shape[scores.rank - 1];
  return tf.cast(tf.oneHot(tf.argMax(scores, -1), categories), 'float32');
}

/** Numbers from Gumbel's distribution, −ln(−ln u). */
function gumbelNoise(shape: number[], key: tf.Tensor): tf.Tensor {
  // u is a multiple of 2⁻²³ below 1: this makes of 0, which has no logarithm, a quarter of the next, and changes few
  // others.
  const u = tf.add(statelessUniform(shape, key), 2 ** -25);
  return tf.neg(tf.log(tf.neg(tf.log(u))));
}
