import { tf } from '../backend';

/**
 * The two players. In a conditional GAN both take the class of each example as a second input, `[batch]` of int32: G is
 * given `[z, labels]`, D `[examples, labels]`.
 */
export interface Gan {
  /** z `[batch, latentDim]` → fakes `[batch, ...exampleShape]`. */
  readonly generator: tf.LayersModel;
  /** Examples `[batch, ...exampleShape]` → logits `[batch, 1]`, before any sigmoid. */
  readonly discriminator: tf.LayersModel;
  /** Length of z. */
  readonly latentDim: number;
  /** A second generator like the first, whose weights follow the first's as a moving average. Default: none. */
  readonly averagedGenerator?: tf.LayersModel;
}

/** What a network is given: examples or z, with labels beside them where the GAN is conditional. */
export type NetworkInput = tf.Tensor | readonly [input: tf.Tensor, labels: tf.Tensor];

/** A network's output as in training: batch normalisation takes the batch's statistics, and dropout drops. */
export function applyInTraining(model: tf.LayersModel, x: NetworkInput): tf.Tensor {
  return applyModel(model, x, { training: true });
}

/** A network's output as in use: batch normalisation takes its moving statistics, and nothing random happens. */
export function applyInUse(model: tf.LayersModel, x: NetworkInput): tf.Tensor {
  return applyModel(model, x, { training: false });
}

function applyModel(
  model: tf.LayersModel,
  x: NetworkInput,
  mode: { training: boolean },
): tf.Tensor {
  // A network with one output, given tensors, gives a tensor.
  return model.apply(x instanceof tf.Tensor ? x : [...x], mode) as tf.Tensor;
}

/**
 * Moves the averaged generator's weights towards the generator's ({@link followWeights}). Does nothing where there is
 * no averaged generator.
 *
 * @param decay in [0, 1): 0.999 averages over about 1,000 steps
 * @see Yazıcı et al. 2019, "The unusual effectiveness of averaging in GAN training", section 2
 */
export function averageWeights({ generator, averagedGenerator }: Gan, decay: number): void {
  if (!averagedGenerator) return;
  if (!(decay >= 0 && decay < 1)) {
    throw new RangeError(`expected averageDecay from 0 to below 1, but got ${decay}`);
  }
  followWeights(averagedGenerator, generator, decay);
}

/**
 * Moves a network's weights towards those of another of its form: w̄ ← decay · w̄ + (1 − decay) · w,
 * moving statistics included.
 */
export function followWeights(
  follower: tf.LayersModel,
  leader: tf.LayersModel,
  decay: number,
): void {
  tf.tidy(() =>
    follower.weights.forEach((weight, i) => {
      const average = variableOf(weight);
      const now = leader.weights[i].read();
      average.assign(tf.add(tf.mul(average, decay), tf.mul(now, 1 - decay)));
    }),
  );
}

/** A model's trainable variables, in the order of its layers: the list that an optimizer is given. */
export function trainableVariables(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map(variableOf);
}

/** All of a model's variables, moving statistics included. */
export function allVariables(model: tf.LayersModel): tf.Variable[] {
  return model.weights.map(variableOf);
}

/** `read()` hands out the tf.Variable that a LayerVariable wraps; its declared type is the wider tf.Tensor. */
const variableOf = (weight: tf.LayerVariable) => weight.read() as tf.Variable;
