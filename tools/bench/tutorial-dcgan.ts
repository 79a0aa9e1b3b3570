import { tf } from '../../lib/backend';
import { requireInteger } from '../../lib/check';
import type { Gan } from '../../lib/models/gan';
import { glorotUniform } from '../../lib/models/initializer';

/** Sizes of the two convolutional networks that the peers train too: larger than the course's own. */
export interface TutorialOptions {
  /** Length of z. Default 100. */
  readonly latentDim?: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

const DEFAULTS = { latentDim: 100 } as const;
/** The generator's first image: 28×28 after two doublings. */
const BASE_SHAPE = [7, 7, 128] as const;
/** Filters of G's middle and D's first layer; D's second has the depth of the generator's first image. */
const FILTERS = 64;
/** 5×5 filters that double or halve height and width; each set of weights is for one filter and one channel. */
const KERNEL = { kernelSize: 5, strides: 2, padding: 'same' } as const;
/** Slope below 0: Keras's default, which the tutorial keeps. */
const LEAK = 0.3;

/**
 * A convolutional generator: z `[batch, 100]` → dense 7·7·128 → 7×7×128 → 14×14×64 → images `[batch, 28, 28, 1]` in
 * (0, 1). Each step but the last is without bias and followed by batch normalisation and leaky ReLU.
 *
 * 100·6272 + 4·6272 + 25·128·64 + 4·64 + 25·64 = 858,944 parameters, of which the 2·6272 + 2·64 moving statistics of
 * the batch normalisations are not trained.
 *
 * @see Radford et al. 2016, "Unsupervised representation learning with deep convolutional GANs", section 3; sizes and
 *   leaky ReLU from TensorFlow's tutorial "Deep convolutional generative adversarial network"; unlike both, which end in
 *   tanh, a sigmoid for images in 0..1
 */
export function buildTutorialGenerator(options: TutorialOptions): tf.LayersModel {
  const { latentDim, seed } = checked(options);
  const [height, width, depth] = BASE_SHAPE;
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({
        name: 'base',
        inputShape: [latentDim],
        units: height * width * depth,
        useBias: false, // batch normalisation would take it away again
        kernelInitializer: glorotUniform(seed, 0),
      }),
      tf.layers.batchNormalization({ name: 'base_norm' }),
      tf.layers.leakyReLU({ name: 'base_leak', alpha: LEAK }),
      tf.layers.reshape({ name: 'base_image', targetShape: [...BASE_SHAPE] }),
      tf.layers.conv2dTranspose({
        name: 'double',
        filters: FILTERS,
        ...KERNEL,
        useBias: false,
        kernelInitializer: glorotUniform(seed, 1),
      }),
      tf.layers.batchNormalization({ name: 'double_norm' }),
      tf.layers.leakyReLU({ name: 'double_leak', alpha: LEAK }),
      tf.layers.conv2dTranspose({
        name: 'image',
        filters: 1,
        ...KERNEL,
        useBias: false, // as the tutorial has it
        activation: 'sigmoid',
        kernelInitializer: glorotUniform(seed, 2),
      }),
    ],
  });
}

/**
 * A convolutional discriminator: images `[batch, 28, 28, 1]` → 14×14×64 → 7×7×128 → a logit `[batch, 1]`, with leaky
 * ReLU between. 25·64 + 64 + 25·64·128 + 128 + 6272 + 1 = 212,865 parameters.
 *
 * @see TensorFlow's tutorial "Deep convolutional generative adversarial network", whose dropout is left out here
 */
export function buildTutorialDiscriminator(options: TutorialOptions): tf.LayersModel {
  const { seed } = checked(options);
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.conv2d({
        name: 'halve',
        inputShape: [28, 28, 1],
        filters: FILTERS,
        ...KERNEL,
        kernelInitializer: glorotUniform(seed, 3),
      }),
      tf.layers.leakyReLU({ name: 'halve_leak', alpha: LEAK }),
      tf.layers.conv2d({
        name: 'quarter',
        filters: BASE_SHAPE[2],
        ...KERNEL,
        kernelInitializer: glorotUniform(seed, 4),
      }),
      tf.layers.leakyReLU({ name: 'quarter_leak', alpha: LEAK }),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ name: 'logit', units: 1, kernelInitializer: glorotUniform(seed, 5) }),
    ],
  });
}

/** Both convolutional networks; the caller disposes the models. */
export function buildTutorialGan(options: TutorialOptions): Gan {
  return {
    generator: buildTutorialGenerator(options),
    discriminator: buildTutorialDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

function checked(options: TutorialOptions): Required<TutorialOptions> {
  const all = { ...DEFAULTS, ...options };
  requireInteger('latentDim', all.latentDim, { min: 1 });
  return all;
}
