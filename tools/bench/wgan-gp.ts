import { tf } from '../../lib/backend';
import type { Adam, AdamSettings } from '../../lib/backend/adam';
import { LOSSES } from '../../lib/losses';
import { type Gan, applyInTraining } from '../../lib/models/gan';
import { descend } from '../../lib/training/step';

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
    const fake = applyInTraining(gan.generator, inputs.zCritic);
    const between = tf.add(tf.mul(inputs.mix, inputs.real), tf.mul(tf.sub(1, inputs.mix), fake));
    const critic = descend(criticOptimizer, settings, () => {
      const scores = [inputs.real, fake].map((points) =>
        applyInTraining(gan.discriminator, points),
      );
      const penalty = gradientPenalty(
        (points) => applyInTraining(gan.discriminator, points),
        between,
      );
      return tf.add(
        LOSSES.wasserstein.discriminator(scores[0], scores[1]),
        tf.mul(penalty, context.gradientPenaltyWeight),
      );
    });
    const generator = descend(generatorOptimizer, settings, () =>
      LOSSES.wasserstein.generator(
        applyInTraining(gan.discriminator, applyInTraining(gan.generator, inputs.zGenerator)),
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
