import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Gan } from './gan';
import { glorotUniform } from './initializer';

/** Sizes of the article's two dense networks. */
export interface DenseOptions {
  /** Length of z. Default 100, as in the article. */
  readonly latentDim?: number;
  /** Width of the one hidden layer of each network. Default 128, as in the article. */
  readonly hiddenUnits?: number;
  /** The shape of one example, of at least one size. Default `[28, 28, 1]`. */
  readonly exampleShape?: readonly number[];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

const DEFAULTS = { latentDim: 100, hiddenUnits: 128, exampleShape: [28, 28, 1] } as const;

/**
 * The article's generator: z `[batch, 100]` → dense 128, ReLU → dense 784, sigmoid → images `[batch, 28, 28, 1]` in
 * (0, 1). 100·128 + 128 + 128·784 + 784 = 114,064 parameters.
 */
export function buildDenseGenerator(options: DenseOptions): tf.LayersModel {
  const { latentDim, hiddenUnits, exampleShape, seed } = checked(options);
  const numOutputs = product(exampleShape);
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({
        name: 'hidden',
        inputShape: [latentDim],
        units: hiddenUnits,
        activation: 'relu',
        kernelInitializer: glorotUniform(seed, 0),
      }),
      tf.layers.dense({
        name: 'pixels',
        units: numOutputs,
        activation: 'sigmoid',
        kernelInitializer: glorotUniform(seed, 1),
      }),
      tf.layers.reshape({ name: 'image', targetShape: [...exampleShape] }),
    ],
  });
}

/**
 * The article's discriminator: images `[batch, 28, 28, 1]` → flat 784 → dense 128, ReLU → dense 1: a logit
 * `[batch, 1]`. D(x) is its sigmoid. 784·128 + 128 + 128 + 1 = 100,609 parameters.
 */
export function buildDenseDiscriminator(options: DenseOptions): tf.LayersModel {
  const { hiddenUnits, exampleShape, seed } = checked(options);
  return tf.sequential({
    name: 'discriminator',
    layers: [
      // tfjs flattens nothing that is flat already
      exampleShape.length === 1
        ? tf.layers.inputLayer({ inputShape: [...exampleShape] })
        : tf.layers.flatten({ name: 'flat', inputShape: [...exampleShape] }),
      tf.layers.dense({
        name: 'hidden',
        units: hiddenUnits,
        activation: 'relu',
        kernelInitializer: glorotUniform(seed, 2),
      }),
      tf.layers.dense({
        name: 'logit',
        units: 1,
        kernelInitializer: glorotUniform(seed, 3),
      }),
    ],
  });
}

/** Both of the article's networks; the caller disposes the models. */
export function buildDenseGan(options: DenseOptions): Gan {
  return {
    generator: buildDenseGenerator(options),
    discriminator: buildDenseDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

function checked(options: DenseOptions): Required<DenseOptions> {
  const all = { ...DEFAULTS, ...options };
  requireInteger('latentDim', all.latentDim, { min: 1 });
  requireInteger('hiddenUnits', all.hiddenUnits, { min: 1 });
  requireInteger('the number of sizes of exampleShape', all.exampleShape.length, { min: 1 });
  all.exampleShape.forEach((size) => requireInteger('each size of exampleShape', size, { min: 1 }));
  return all;
}

const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
