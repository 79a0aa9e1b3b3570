import { tf } from '../backend';

/** The two players. */
export interface Gan {
  /** z `[batch, latentDim]` → fakes `[batch, ...exampleShape]`. */
  readonly generator: tf.LayersModel;
  /** Examples `[batch, ...exampleShape]` → logits `[batch, 1]`, before any sigmoid. */
  readonly discriminator: tf.LayersModel;
  /** Length of z. */
  readonly latentDim: number;
}

/** A network's output as in training: batch normalisation takes the batch's statistics, and dropout drops. */
export function applyInTraining(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  // A network with one input and one output, given a tensor, gives a tensor.
  return model.apply(x, { training: true }) as tf.Tensor;
}

/** A model's trainable variables, in the order of its layers: the list that an optimizer is given. */
export function trainableVariables(model: tf.LayersModel): tf.Variable[] {
  // LayerVariable.read() hands out the tf.Variable that it wraps; its declared type is the wider tf.Tensor.
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}
