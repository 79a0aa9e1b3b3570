import { tf } from '.';
import * as native from './native';

// Autodiff records every call on a tape and walks it back: on small networks that costs more than the arithmetic. For
// stacks of the layers below, this file runs the same layers and their gradients as native kernels, one after another.

/** One run of a stack, with what its gradients need. Its tensors live until the tf.tidy around it ends. */
export interface Pass {
  /** The stack's output. */
  readonly output: tf.Tensor;
  /** Gradients in the trainable weights, in the model's order, from the gradient in the output. */
  weightGradients(dOutput: tf.Tensor): tf.Tensor[];
  /** Gradient in the input, from the gradient in the output. */
  inputGradient(dOutput: tf.Tensor): tf.Tensor;
}

/** Runs a stack forward. */
export type ForwardPass = (input: tf.Tensor) => Pass;

/** A layer's output, and how a gradient goes back through it. */
interface Step {
  readonly output: tf.Tensor;
  /** Absent in a layer without weights. */
  readonly weightGradients?: (dOutput: tf.Tensor) => tf.Tensor[];
  readonly inputGradient: (dOutput: tf.Tensor) => tf.Tensor;
}
type Stage = (input: tf.Tensor) => Step;

interface Activation {
  readonly forward: (x: tf.Tensor) => tf.Tensor;
  /** Gradient in x from that in the output, given the output. */
  readonly backward: (dy: tf.Tensor, y: tf.Tensor) => tf.Tensor;
}

const ACTIVATIONS: Record<string, Activation> = {
  linear: { forward: (x) => x, backward: (dy) => dy },
  relu: { forward: native.relu, backward: native.reluGrad },
  sigmoid: { forward: native.sigmoid, backward: native.sigmoidGrad },
  tanh: { forward: native.tanh, backward: native.tanhGrad },
};

/**
 * How to run a `tf.sequential` stack with its gradients by native kernels.
 *
 * @returns undefined when a layer is of a kind that this file does not know: then autodiff does it
 */
export function nativeForward(model: tf.LayersModel): ForwardPass | undefined {
  if (!(model instanceof tf.Sequential)) return undefined;
  const stages = model.layers.flatMap((layer) => stagesOf(layer) ?? [undefined]);
  if (!stages.every((stage): stage is Stage => stage !== undefined)) return undefined;
  return (input) => runStages(stages, input);
}

function runStages(stages: readonly Stage[], input: tf.Tensor): Pass {
  const steps: Step[] = [];
  for (const stage of stages) steps.push(stage(steps.at(-1)?.output ?? input));
  const firstWithWeights = steps.findIndex((step) => step.weightGradients);
  return {
    output: steps[steps.length - 1].output,
    weightGradients(dOutput) {
      const gradients: tf.Tensor[][] = [];
      let dy = dOutput;
      for (let i = steps.length - 1; i >= firstWithWeights; i--) {
        gradients.unshift(steps[i].weightGradients?.(dy) ?? []);
        if (i > firstWithWeights) dy = steps[i].inputGradient(dy);
      }
      return gradients.flat();
    },
    inputGradient: (dOutput) => steps.reduceRight((dy, step) => step.inputGradient(dy), dOutput),
  };
}

function stagesOf(layer: tf.layers.Layer): Stage[] | undefined {
  const config = layer.getConfig();
  switch (layer.getClassName()) {
    case 'InputLayer':
      return [];
    case 'Flatten':
      return [reshape((x) => [x.shape[0], x.size / x.shape[0]])];
    case 'Reshape':
      return [reshape((x) => [x.shape[0], ...(config.targetShape as number[])])];
    case 'LeakyReLU':
      return [leakyRelu(config.alpha as number)];
    case 'Dense': {
      const activation = ACTIVATIONS[String(config.activation)];
      if (!activation || !config.useBias) return undefined;
      return [dense(layer), activationStage(activation)];
    }
    default:
      return undefined;
  }
}

function dense(layer: tf.layers.Layer): Stage {
  // A dense layer with a bias holds exactly these two, in this order.
  const [kernel, bias] = layer.trainableWeights.map((weight) => weight.read());
  return (x) => ({
    output: native.biasAdd(native.matMul(x, kernel), bias),
    weightGradients: (dy) => [native.matMul(x, dy, { a: true }), native.biasAddGrad(dy)],
    inputGradient: (dy) => native.matMul(dy, kernel, { b: true }),
  });
}

function activationStage({ forward, backward }: Activation): Stage {
  return (x) => {
    const output = forward(x);
    return { output, inputGradient: (dy) => backward(dy, output) };
  };
}

function leakyRelu(alpha: number): Stage {
  return (x) => ({
    output: native.leakyRelu(x, alpha),
    inputGradient: (dy) => native.leakyReluGrad(dy, x, alpha),
  });
}

function reshape(shapeOf: (x: tf.Tensor) => number[]): Stage {
  return (x) => ({
    output: tf.reshape(x, shapeOf(x)),
    inputGradient: (dy) => tf.reshape(dy, x.shape),
  });
}
