import { tf } from '../../lib/backend';
import type { Optimizer, OptimizerSettings } from '../../lib/backend/optimizer';
import { LOSSES } from '../../lib/losses';
import { type Gan, applyInTraining } from '../../lib/models/gan';
import type { Penalty } from '../../lib/penalties';
import { descend } from '../../lib/training/descend';

/** What a step works with. */
export interface WganGpContext {
  /** The discriminator is the critic: its output is a score. */
  readonly gan: Gan;
  readonly criticOptimizer: Optimizer;
  readonly generatorOptimizer: Optimizer;
  readonly settings: OptimizerSettings;
  /** Added to the critic's loss. */
  readonly penalty: Penalty;
}

/** What a step is fed. All stay the caller's. */
export interface WganGpInputs {
  /** `[batch, 2]` */
  readonly real: tf.Tensor2D;
  /** `[batch, latentDim]`, for the critic's update. */
  readonly zCritic: tf.Tensor2D;
  /** `[batch, latentDim]`, for the generator's update. */
  readonly zGenerator: tf.Tensor2D;
  /** Int32 `[2]`, a {@link Random.key}: of where between a real and a fake the critic's gradient is taken. */
  readonly key: tf.Tensor1D;
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
  const { gan, criticOptimizer, generatorOptimizer, settings, penalty } = context;
  return tf.tidy(() => {
    const fake = applyInTraining(gan.generator, inputs.zCritic);
    const discriminate = (points: tf.Tensor) => applyInTraining(gan.discriminator, points);
    const critic = descend(criticOptimizer, settings, () =>
      tf.add(
        LOSSES.wasserstein.discriminator(discriminate(inputs.real), discriminate(fake)),
        penalty({ real: inputs.real, fake, key: inputs.key, discriminate }),
      ),
    );
    const generator = descend(generatorOptimizer, settings, () =>
      LOSSES.wasserstein.generator(discriminate(applyInTraining(gan.generator, inputs.zGenerator))),
    );
    return { critic, generator };
  });
}
