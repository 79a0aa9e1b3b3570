import { tf } from '../backend';
import type { Optimizer, OptimizerSettings } from '../backend/optimizer';
import { requireFloats } from '../data/pixel-range';
import type { GanLoss } from '../losses';
import { type Gan, type NetworkInput, applyInTraining } from '../models/gan';
import type { Penalty } from '../penalties';
import { descendNumbers } from './descend';

/** What the two steps work with. */
export interface StepContext {
  readonly gan: Gan;
  readonly loss: GanLoss;
  /** Holds the discriminator's variables, the only ones that {@link discriminatorStep} moves. */
  readonly discriminatorOptimizer: Optimizer;
  /** Holds the generator's variables, the only ones that {@link generatorStep} moves. */
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorSettings: OptimizerSettings;
  readonly generatorSettings: OptimizerSettings;
  /** Added to D's loss, such as {@link gradientPenalty}. Default: none. */
  readonly penalty?: Penalty;
}

/** What a player's numbers are made with. */
export type GanRules = Pick<StepContext, 'gan' | 'loss' | 'penalty'>;

/** What D's numbers are made from. */
export interface DiscriminatorBatch {
  /** `[batch, ...exampleShape]`, with labels where the GAN is conditional. */
  readonly real: NetworkInput;
  /** `[batch, latentDim]`, with the same labels. */
  readonly z: NetworkInput;
  /** Int32 `[2]`, a {@link Random.key}: of what the penalty draws. */
  readonly key?: tf.Tensor;
}

/** D's loss before its update, and the share of the two batches that it put on the right side. */
export interface DiscriminatorResult {
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * One update of D on a batch of reals and a batch of fakes made from `z`. G's weights do not move.
 *
 * @param real `[batch, ...exampleShape]`, with labels where the GAN is conditional; stays the caller's
 * @param z `[batch, latentDim]`, with the same labels; stays the caller's
 */
export function discriminatorStep(
  real: NetworkInput,
  z: NetworkInput,
  context: Omit<StepContext, 'penalty'>,
): DiscriminatorResult {
  requireFloats('examples', first(real));
  return tf.tidy(() => {
    const { loss, accuracy } = updateDiscriminator({ real, z }, context);
    return { loss: loss.dataSync()[0], accuracy: accuracy.dataSync()[0] };
  });
}

/**
 * One update of G on fakes made from `z`, judged by D. D's weights do not move.
 *
 * @param z `[batch, latentDim]`, with labels where the GAN is conditional; stays the caller's
 * @returns G's loss before its update
 */
export function generatorStep(z: NetworkInput, context: StepContext): { readonly loss: number } {
  return tf.tidy(() => ({ loss: updateGenerator(z, context).dataSync()[0] }));
}

/**
 * {@link discriminatorStep} with its numbers left in TensorFlow, as a compiled step needs them; the caller disposes.
 */
export function updateDiscriminator(
  batch: DiscriminatorBatch,
  context: StepContext,
): DiscriminatorNumbers {
  const { discriminatorOptimizer, discriminatorSettings } = context;
  return descendNumbers(discriminatorOptimizer, discriminatorSettings, () =>
    discriminatorNumbers(batch, context),
  );
}

/** {@link generatorStep} with its loss left in TensorFlow; the caller disposes. */
export function updateGenerator(z: NetworkInput, context: StepContext): tf.Scalar {
  const { generatorOptimizer, generatorSettings } = context;
  return descendNumbers(generatorOptimizer, generatorSettings, () => generatorNumbers(z, context))
    .loss;
}

/** What D's update goes against, and how often it was right. */
export type DiscriminatorNumbers = { readonly loss: tf.Scalar; readonly accuracy: tf.Scalar };

/** D's loss on a batch, and its accuracy; the caller disposes. */
export function discriminatorNumbers(
  { real, z, key }: DiscriminatorBatch,
  { gan, loss, penalty }: GanRules,
): DiscriminatorNumbers {
  return tf.tidy(() => {
    const [realExamples, fake] = [first(real), applyInTraining(gan.generator, z)];
    const discriminate = (x: tf.Tensor) => applyInTraining(gan.discriminator, withLabelsOf(z, x));
    const [realLogits, fakeLogits] = [realExamples, fake].map(discriminate);
    const accuracy = accuracyOf(realLogits, fakeLogits);
    const game = loss.discriminator(realLogits, fakeLogits);
    if (!penalty) return { loss: game, accuracy };
    const about = { real: realExamples, fake, key: required(key), discriminate };
    return { loss: tf.add(game, penalty(about)), accuracy };
  });
}

/** G's loss on fakes made from `z`; the caller disposes. */
export function generatorNumbers(
  z: NetworkInput,
  { gan, loss }: GanRules,
): { readonly loss: tf.Scalar } {
  return tf.tidy(() => {
    const fake = applyInTraining(gan.generator, z);
    return { loss: loss.generator(applyInTraining(gan.discriminator, withLabelsOf(z, fake))) };
  });
}

function required(key: tf.Tensor | undefined): tf.Tensor {
  if (key) return key;
  throw new TypeError('expected a key beside real and z, which a penalty draws from, but got none');
}

const first = (input: NetworkInput) => (input instanceof tf.Tensor ? input : input[0]);

/** Examples beside the labels, if any, that came with z. */
const withLabelsOf = (z: NetworkInput, examples: tf.Tensor): NetworkInput =>
  z instanceof tf.Tensor ? examples : [examples, z[1]];

/** Share of reals above 0 and of fakes below: a logit of 0 is D(x) = ½. */
function accuracyOf(realLogits: tf.Tensor, fakeLogits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const right = tf.concat([tf.greater(realLogits, 0), tf.less(fakeLogits, 0)]);
    return tf.mean<tf.Scalar>(tf.cast(right, 'float32'));
  });
}
