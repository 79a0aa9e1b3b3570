import { tf } from '../backend';
import type { DcganOptions } from './dcgan';
import { glorotUniform } from './initializer';

/** 4×4 filters that halve height and width, as DCGAN's discriminator has them. */
const HALVING = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/**
 * The critic to DCGAN's generator: images `[batch, 28, 28, 1]` → 14×14×32 → 7×7×64 → dense 256 → a score `[batch, 1]`,
 * any real number, with leaky ReLU between. It is DCGAN's discriminator with biases in the place of batch
 * normalisation: each image's score depends on that image alone, which the gradient penalty takes for granted.
 *
 * 16·32 + 32 + 16·32·64 + 64 + 3136·256 + 256 + 256 + 1 = 836,705 parameters.
 *
 * Train it with `LOSSES.wasserstein`, `gradientPenalty()` and five steps to each of G's, as in the paper.
 *
 * @returns a model that the caller disposes
 * @see Gulrajani et al. 2017, "Improved training of Wasserstein GANs", section 4, "No critic batch normalization"
 */
export function buildDcganCritic({ seed }: Pick<DcganOptions, 'seed'>): tf.LayersModel {
  const leaky = () => tf.layers.leakyReLU({ alpha: 0.2 }); // DCGAN's slope
  const kernelInitializer = (layer: number) => glorotUniform(seed, layer);
  return tf.sequential({
    name: 'critic',
    layers: [
      tf.layers.inputLayer({ inputShape: [28, 28, 1] }),
      tf.layers.conv2d({
        name: 'halve',
        filters: 32,
        ...HALVING,
        kernelInitializer: kernelInitializer(4),
      }),
      leaky(),
      tf.layers.conv2d({
        name: 'quarter',
        filters: 64,
        ...HALVING,
        kernelInitializer: kernelInitializer(5),
      }),
      leaky(),
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ name: 'features', units: 256, kernelInitializer: kernelInitializer(6) }),
      leaky(),
      tf.layers.dense({ name: 'score', units: 1, kernelInitializer: kernelInitializer(7) }),
    ],
  });
}
