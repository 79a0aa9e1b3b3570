import { tf } from '../backend';
import type { Adam, AdamSettings } from '../backend/adam';
import type { GanLoss } from '../losses';
import { type Gan, applyInTraining } from '../models/gan';

/** What the two steps work with. */
export interface StepContext {
  readonly gan: Gan;
  readonly loss: GanLoss;
  /** Holds the discriminator's variables, the only ones that {@link discriminatorStep} moves. */
  readonly discriminatorOptimizer: Adam;
  /** Holds the generator's variables, the only ones that {@link generatorStep} moves. */
  readonly generatorOptimizer: Adam;
  readonly discriminatorSettings: AdamSettings;
  readonly generatorSettings: AdamSettings;
}

/** D's loss before its update, and the share of the two batches that it put on the right side. */
export interface DiscriminatorResult {
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * One update of D on a batch of reals and a batch of fakes made from `z`. G's weights do not move.
 *
 * @param real `[batch, ...exampleShape]`; stays the caller's
 * @param z `[batch, latentDim]`; stays the caller's
 */
export function discriminatorStep(
  real: tf.Tensor,
  z: tf.Tensor,
  context: StepContext,
): DiscriminatorResult {
  return tf.tidy(() => {
    const { loss, accuracy } = updateDiscriminator(real, z, context);
    return { loss: loss.dataSync()[0], accuracy: accuracy.dataSync()[0] };
  });
}

/**
 * One update of G on fakes made from `z`, judged by D. D's weights do not move.
 *
 * @param z `[batch, latentDim]`; stays the caller's
 * @returns G's loss before its update
 */
export function generatorStep(z: tf.Tensor, context: StepContext): { readonly loss: number } {
  return tf.tidy(() => ({ loss: updateGenerator(z, context).dataSync()[0] }));
}

/** {@link discriminatorStep} with its numbers left in TensorFlow, as a compiled step needs them; the caller disposes. */
export function updateDiscriminator(
  real: tf.Tensor,
  z: tf.Tensor,
  { gan, loss, discriminatorOptimizer, discriminatorSettings }: StepContext,
): { readonly loss: tf.Scalar; readonly accuracy: tf.Scalar } {
  return tf.tidy(() => {
    const fake = applyInTraining(gan.generator, z);
    let accuracy = tf.scalar(0);
    const value = descend(discriminatorOptimizer, discriminatorSettings, () => {
      const [realLogits, fakeLogits] = [real, fake].map((x) =>
        applyInTraining(gan.discriminator, x),
      );
      accuracy = tf.keep(accuracyOf(realLogits, fakeLogits)); // out of the scope of this function
      return loss.discriminator(realLogits, fakeLogits);
    });
    const result = { loss: value, accuracy: accuracy.clone() };
    accuracy.dispose();
    return result;
  });
}

/** {@link generatorStep} with its loss left in TensorFlow; the caller disposes. */
export function updateGenerator(
  z: tf.Tensor,
  { gan, loss, generatorOptimizer, generatorSettings }: StepContext,
): tf.Scalar {
  return descend(generatorOptimizer, generatorSettings, () =>
    loss.generator(applyInTraining(gan.discriminator, applyInTraining(gan.generator, z))),
  );
}

/**
 * One update of an optimizer's variables, and of no others, against the gradient of a loss.
 *
 * @param loss called once; a scalar
 * @returns the loss before the update; the caller disposes
 */
export function descend(optimizer: Adam, settings: AdamSettings, loss: () => tf.Scalar): tf.Scalar {
  return tf.tidy(() => {
    const { variables } = optimizer;
    const { value, grads } = tf.variableGrads(loss, [...variables]);
    // A variable on which the loss does not depend gets null.
    const gradients = variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
    optimizer.apply(gradients, settings);
    return value;
  });
}

/** Share of reals above 0 and of fakes below: a logit of 0 is D(x) = ½. */
function accuracyOf(realLogits: tf.Tensor, fakeLogits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const right = tf.concat([tf.greater(realLogits, 0), tf.less(fakeLogits, 0)]);
    return tf.mean<tf.Scalar>(tf.cast(right, 'float32'));
  });
}
