import { tf } from '../backend';
import { requireInteger } from '../check';
import { instanceNormalization } from '../layers/instance-normalization';
import { glorotUniform } from './initializer';

/** What a patch discriminator looks at. */
export interface PatchDiscriminatorOptions {
  /**
   * `[height, width, channels]`. pix2pix's is shown input and output one behind the other, so twice the channels of a
   * picture: 6 for colours.
   */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * A PatchGAN discriminator: pictures `[batch, h, w, channels]` → a map of logits `[batch, h/4, w/4, 1]` (least-squares
 * scores, with such a loss). Each judges the 22×22 pixels around it, and the loss takes their mean: so D sees whether
 * textures and edges are right, and leaves the picture as a whole to the L1 or cycle loss.
 *
 * 4×4 filters: 32 that halve, 64 that halve again, then one; leaky ReLU between, and instance normalisation in the
 * middle, so that no picture's logits depend on others. 16·6·32 + 32 + 16·32·64 + 2·64 + 16·64 + 1 = 37,025 parameters
 * for 6 channels.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0, or a side not divisible by 4
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", section 3.2.2 and
 *   appendix 6.1.2, where patches of 70×70 of pictures of 256×256 do best
 */
export function buildPatchDiscriminator(options: PatchDiscriminatorOptions): tf.LayersModel {
  const { inputShape, seed } = options;
  const [height, width, channels] = inputShape;
  requireInteger('channels', channels, { min: 1 });
  if (![height, width].every((side) => side > 0 && side % 4 === 0)) {
    throw new RangeError(
      `expected pictures whose sides 4 divides, for two halvings, but got ${height} × ${width}`,
    );
  }
  const filter = { kernelSize: 4, padding: 'same' } as const;
  const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }); // the paper's slope
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.inputLayer({ inputShape: [height, width, channels] }),
      tf.layers.conv2d({
        name: 'halve',
        filters: 32,
        ...filter,
        strides: 2,
        kernelInitializer: glorotUniform(seed, 0),
      }),
      leaky('halve'),
      tf.layers.conv2d({
        name: 'quarter',
        filters: 64,
        ...filter,
        strides: 2,
        useBias: false, // the normalisation would take it away again
        kernelInitializer: glorotUniform(seed, 1),
      }),
      instanceNormalization({ name: 'quarter_norm' }),
      leaky('quarter'),
      tf.layers.conv2d({
        name: 'logits',
        filters: 1,
        ...filter,
        kernelInitializer: glorotUniform(seed, 2),
      }),
    ],
  });
}
