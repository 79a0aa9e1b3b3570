import { tf } from '../backend';
import type { Adam, AdamSettings } from '../backend/adam';
import type { ForwardPass } from '../backend/sequential';
import type { GanLoss, LogitTerm, LogitTerms } from '../losses';
import type { Gan } from '../models/gan';

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
  /** Native gradients of both networks, where both have them; without, autodiff finds the gradients. */
  readonly native?: NativeGradients;
}

/** Both networks run by native kernels. */
export interface NativeGradients {
  readonly generator: ForwardPass;
  readonly discriminator: ForwardPass;
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
  const { loss, discriminatorOptimizer, discriminatorSettings } = context;
  return tf.tidy(() => {
    const { value, logits, gradients } =
      context.native && loss.terms
        ? nativeDiscriminatorGradients(real, z, context.native, loss.terms)
        : autodiffDiscriminatorGradients(real, z, context);
    discriminatorOptimizer.apply(gradients, discriminatorSettings);
    return { loss: value, accuracy: accuracy(logits) };
  });
}

/**
 * One update of G on fakes made from `z`, judged by D. D's weights do not move.
 *
 * @param z `[batch, latentDim]`; stays the caller's
 * @returns G's loss before its update
 */
export function generatorStep(z: tf.Tensor, context: StepContext): { readonly loss: number } {
  const { loss, generatorOptimizer, generatorSettings } = context;
  return tf.tidy(() => {
    const { value, gradients } =
      context.native && loss.terms
        ? nativeGeneratorGradients(z, context.native, loss.terms)
        : autodiffGeneratorGradients(z, context);
    generatorOptimizer.apply(gradients, generatorSettings);
    return { loss: value };
  });
}

/** A loss's value, D's logits behind it (first those of the reals), and the gradients in an optimizer's variables. */
interface Gradients {
  readonly value: number;
  readonly logits: Float32Array;
  readonly gradients: tf.Tensor[];
}

function autodiffDiscriminatorGradients(
  real: tf.Tensor,
  z: tf.Tensor,
  { gan, loss, discriminatorOptimizer }: StepContext,
): Gradients {
  const both = tf.concat([real, gan.generator.apply(z, { training: true }) as tf.Tensor]);
  let logits: Float32Array = new Float32Array();
  const f = () => {
    const output = gan.discriminator.apply(both, { training: true }) as tf.Tensor;
    logits = output.dataSync<'float32'>();
    const [realLogits, fakeLogits] = tf.split(output, 2);
    return loss.discriminator(realLogits, fakeLogits);
  };
  return { ...autodiff(f, discriminatorOptimizer), logits };
}

function autodiffGeneratorGradients(
  z: tf.Tensor,
  { gan, loss, generatorOptimizer }: StepContext,
): Gradients {
  let logits: Float32Array = new Float32Array();
  const f = () => {
    const fake = gan.generator.apply(z, { training: true }) as tf.Tensor;
    const output = gan.discriminator.apply(fake, { training: true }) as tf.Tensor;
    logits = output.dataSync<'float32'>();
    return loss.generator(output);
  };
  return { ...autodiff(f, generatorOptimizer), logits };
}

function autodiff(f: () => tf.Scalar, { variables }: Adam) {
  const { value, grads } = tf.variableGrads(f, [...variables]);
  return {
    value: value.dataSync()[0],
    gradients: variables.map(({ name }) => grads[name]),
  };
}

function nativeDiscriminatorGradients(
  real: tf.Tensor,
  z: tf.Tensor,
  { generator, discriminator }: NativeGradients,
  terms: LogitTerms,
): Gradients {
  const pass = discriminator(tf.concat([real, generator(z).output])); // [2 batch, …]
  const logits = pass.output.dataSync<'float32'>();
  const realLogits = logits.subarray(0, logits.length / 2);
  const fakeLogits = logits.subarray(logits.length / 2);
  const dLogits = new Float32Array(logits.length);
  dLogits.set(slopes(terms.real, realLogits));
  dLogits.set(slopes(terms.fake, fakeLogits), realLogits.length);
  return {
    value: meanValue(terms.real, realLogits) + meanValue(terms.fake, fakeLogits),
    logits,
    gradients: pass.weightGradients(tf.tensor2d(dLogits, [logits.length, 1])),
  };
}

function nativeGeneratorGradients(
  z: tf.Tensor,
  { generator, discriminator }: NativeGradients,
  { generator: term }: LogitTerms,
): Gradients {
  const fakes = generator(z);
  const judged = discriminator(fakes.output);
  const logits = judged.output.dataSync<'float32'>();
  const dFakes = judged.inputGradient(tf.tensor2d(slopes(term, logits), [logits.length, 1]));
  return {
    value: meanValue(term, logits),
    logits,
    gradients: fakes.weightGradients(dFakes),
  };
}

/** The mean of a term over a batch. */
const meanValue = ({ value }: LogitTerm, logits: Float32Array) =>
  logits.reduce((sum, logit) => sum + value(logit), 0) / logits.length;

/** The gradient of that mean in each logit. */
const slopes = ({ slope }: LogitTerm, logits: Float32Array) =>
  logits.map((logit) => slope(logit) / logits.length);

/** Share of reals (first half) above 0 and of fakes (second half) below: a logit of 0 is D(x) = ½. */
function accuracy(logits: Float32Array): number {
  const half = logits.length / 2;
  const right = logits.filter((logit, i) => (i < half ? logit > 0 : logit < 0));
  return right.length / logits.length;
}
