import { tf } from '../../lib/backend';
import type { Adam, AdamSettings } from '../../lib/backend/adam';
import { LOSSES } from '../../lib/losses';
import type { Gan } from '../../lib/models/gan';

/** What a step works with. */
export interface WganGpContext {
  /** The discriminator is the critic: its output is a score. */
  readonly gan: Gan;
  readonly criticOptimizer: Adam;
  readonly generatorOptimizer: Adam;
  readonly settings: AdamSettings;
  readonly gradientPenaltyWeight: number;
}

/** What a step is fed. All stay the caller's. */
export interface WganGpInputs {
  /** `[batch, 2]` */
  readonly real: tf.Tensor2D;
  /** `[batch, latentDim]`, for the critic's update. */
  readonly zCritic: tf.Tensor2D;
  /** `[batch, latentDim]`, for the generator's update. */
  readonly zGenerator: tf.Tensor2D;
  /** `[batch, 1]` in [0, 1): where between a real and a fake the critic's gradient is taken. */
  readonly mix: tf.Tensor2D;
}

/** Both losses before their updates, as scalars; the caller disposes. */
export interface WganGpLosses {
  readonly critic: tf.Scalar;
  readonly generator: tf.Scalar;
}

/**
 * One update of the critic, with gradient penalty, and one of the generator. (The paper makes five of the critic; here
 * one of each is timed.)
 *
 * @see Gulrajani et al. 2017, "Improved training of Wasserstein GANs", algorithm 1
 */
export function wganGpStep(inputs: WganGpInputs, context: WganGpContext): WganGpLosses {
  const { gan, criticOptimizer, generatorOptimizer, settings } = context;
  return tf.tidy(() => {
    const fake = apply(gan.generator, inputs.zCritic);
    const between = tf.add(tf.mul(inputs.mix, inputs.real), tf.mul(tf.sub(1, inputs.mix), fake));
    const critic = update(criticOptimizer, settings, () => {
      const scores = [inputs.real, fake].map((points) => apply(gan.discriminator, points));
      const penalty = gradientPenalty((points) => apply(gan.discriminator, points), between);
      return tf.add(
        LOSSES.wasserstein.discriminator(scores[0], scores[1]),
        tf.mul(penalty, context.gradientPenaltyWeight),
      );
    });
    const generator = update(generatorOptimizer, settings, () =>
      LOSSES.wasserstein.generator(
        apply(gan.discriminator, apply(gan.generator, inputs.zGenerator)),
      ),
    );
    return { critic, generator };
  });
}

/**
 * E[(‖∇ critic(x)‖ − 1)²] over a batch of points: 0 where the critic's slope is 1.
 *
 * @param points `[batch, 2]`
 * @see Gulrajani et al. 2017, equation 3
 */
export function gradientPenalty(
  critic: (points: tf.Tensor) => tf.Tensor,
  points: tf.Tensor,
): tf.Scalar {
  const slopes = tf.grad((x) => tf.sum(critic(x)))(points); // [batch, 2]
  const norms = tf.sqrt(tf.add(tf.sum(tf.square(slopes), 1), NO_ZERO));
  return tf.mean(tf.square(tf.sub(norms, 1)));
}

/** The root has no gradient at 0. */
const NO_ZERO = 1e-12;

/** Moves an optimizer's variables, and no others, down the gradient of `loss`. */
function update(optimizer: Adam, settings: AdamSettings, loss: () => tf.Scalar): tf.Scalar {
  const { variables } = optimizer;
  const { value, grads } = tf.variableGrads(loss, [...variables]);
  optimizer.apply(
    variables.map(({ name }) => grads[name]),
    settings,
  );
  return value;
}

// A network with one input and one output, called with a tensor, gives a tensor.
const apply = (model: tf.LayersModel, x: tf.Tensor) =>
  model.apply(x, { training: true }) as tf.Tensor;
