import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Gan } from './gan';
import { glorotUniform } from './initializer';

/** Sizes of the two networks for shapes of 16³ voxels. */
export interface VoxelGanOptions {
  /** Length of z. Default 64. */
  readonly latentDim?: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Voxels along each axis of the generator's first shape, 16 after two doublings, and its channels. */
const [FIRST_SIZE, FIRST_CHANNELS] = [4, 64];
const SIZE = 16;
/** 4×4×4 filters that double or halve each axis. */
const KERNEL = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/**
 * A generator of shapes: z `[batch, 64]` → dense 4³·64 → 4³×64 → 8³×32 → 16³×16 → how likely each voxel is filled,
 * `[batch, 16, 16, 16, 1]` in (0, 1). Each step but the last is without bias and followed by batch normalisation and
 * ReLU.
 *
 * 64·4096 + 4·64 + 64·64·32 + 4·32 + 64·32·16 + 4·16 + 27·16 + 1 = 426,865 parameters.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when `latentDim` is no integer above 0
 * @see Wu et al. 2016, "Learning a probabilistic latent space of object shapes via 3D generative-adversarial modeling",
 *   section 3.1, for shapes of 64³; unlike there, the last convolution does not double
 */
export function buildVoxelGenerator(options: VoxelGanOptions): tf.LayersModel {
  const { latentDim, seed } = checked(options);
  const normalised = (name: string) => [
    tf.layers.batchNormalization({ name: `${name}_norm` }),
    tf.layers.reLU({ name: `${name}_relu` }),
  ];
  const doubling = (name: string, filters: number, layer: number) => [
    tf.layers.conv3dTranspose({
      ...{ name, filters, ...KERNEL },
      useBias: false, // batch normalisation would take it away again
      kernelInitializer: glorotUniform(seed, layer),
    }),
    ...normalised(name),
  ];
  return tf.sequential({
    name: 'generator',
    layers: [
      tf.layers.dense({
        name: 'base',
        inputShape: [latentDim],
        units: FIRST_SIZE ** 3 * FIRST_CHANNELS,
        useBias: false,
        kernelInitializer: glorotUniform(seed, 0),
      }),
      tf.layers.reshape({
        name: 'base_shape',
        targetShape: [FIRST_SIZE, FIRST_SIZE, FIRST_SIZE, FIRST_CHANNELS],
      }),
      ...normalised('base'),
      ...doubling('double', 32, 1),
      ...doubling('redouble', 16, 2),
      tf.layers.conv3d({
        ...{ name: 'voxels', filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' },
        kernelInitializer: glorotUniform(seed, 3),
      }),
    ],
  });
}

/**
 * A discriminator of shapes: `[batch, 16, 16, 16, 1]` → 8³×16 → 4³×32 → 2³×64 → a logit `[batch, 1]`, with leaky ReLU
 * between and no normalisation: R₁, with which such networks learned, takes for granted that each shape's logit depends
 * on that shape alone.
 *
 * 64·16 + 16 + 64·16·32 + 32 + 64·32·64 + 64 + 512 + 1 = 165,489 parameters.
 *
 * @returns a model that the caller disposes
 * @see Wu et al. 2016, section 3.1, with batch normalisation
 */
export function buildVoxelDiscriminator({ seed }: Pick<VoxelGanOptions, 'seed'>): tf.LayersModel {
  const halving = (name: string, filters: number, layer: number) => [
    tf.layers.conv3d({
      ...{ name, filters, ...KERNEL },
      kernelInitializer: glorotUniform(seed, layer),
    }),
    tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }), // the paper's slope
  ];
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.inputLayer({ inputShape: [SIZE, SIZE, SIZE, 1] }),
      ...halving('halve', 16, 4),
      ...halving('quarter', 32, 5),
      ...halving('eighth', 64, 6),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ name: 'logit', units: 1, kernelInitializer: glorotUniform(seed, 7) }),
    ],
  });
}

/** Both networks; the caller disposes the models. */
export function buildVoxelGan(options: VoxelGanOptions): Gan {
  return {
    generator: buildVoxelGenerator(options),
    discriminator: buildVoxelDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

function checked({ latentDim = 64, seed }: VoxelGanOptions): Required<VoxelGanOptions> {
  requireInteger('latentDim', latentDim, { min: 1 });
  return { latentDim, seed };
}
