import { tf } from '../backend';
import { requireInteger, requireOneOf } from '../check';
import { toldDiscriminator, toldGenerator } from './conditional-dcgan';
import {
  DIGIT_SHAPES,
  type DcganShapes,
  discriminatorLayers,
  generatorLayers,
  logitLayer,
} from './dcgan';
import type { Gan } from './gan';

/** Heights and widths that {@link buildPictureGan} has networks for. */
export const PICTURE_SIZES = [28, 32, 64] as const;

/** Sizes of the two networks for pictures. */
export interface PictureGanOptions {
  /** Height and width of a picture, in pixels. */
  readonly size: (typeof PICTURE_SIZES)[number];
  /** 1 for grey, 3 for colour. */
  readonly channels: 1 | 3;
  /** Classes, labelled from 0, which both networks are told. Default: none. */
  readonly numClasses?: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Length of z, as of digits. */
const LATENT_DIM = 32;

/** Digits' own; from 4×4 on, as in the paper, with half of the channels where height and width are twice as large. */
export const PICTURE_SHAPES: Readonly<
  Record<PictureGanOptions['size'], Omit<DcganShapes, 'channels'>>
> = {
  28: DIGIT_SHAPES,
  32: { base: [4, 4, 128], doubled: [64, 32], halved: [32, 64, 128] },
  64: { base: [4, 4, 128], doubled: [64, 32, 16], halved: [16, 32, 64, 128] },
};

/**
 * DCGAN's generator for pictures: z `[batch, 32]` → dense 128 → 4×4×128 → 8×8×64 → 16×16×32 (→ 32×32×16 for 64) →
 * pictures `[batch, size, size, channels]` in (0, 1); for 28 as digits have it, 7×7×32 → 14×14×32. It has no
 * categorical code, so that all of its layers are tf.js's own and any page can load it ({@link exportGenerator}).
 *
 * With classes it takes labels `[batch]` (int32) beside z, as {@link buildConditionalGenerator} does.
 *
 * 32·128 + 4·128 + 128·2048 + 4·2048 + 16·128·64 + 4·64 + 16·64·32 + 4·32 + 16·32·3 + 3 = 440,707 parameters for 32
 * and colour.
 *
 * @returns a model that the caller disposes
 * @see Radford et al. 2016, "Unsupervised representation learning with deep convolutional GANs", figure 1
 */
export function buildPictureGenerator(options: PictureGanOptions): tf.LayersModel {
  const { numClasses, seed, shapes } = checked(options);
  const layers = generatorLayers(seed, shapes);
  if (numClasses !== undefined) {
    return toldGenerator(layers, { latentDim: LATENT_DIM, numClasses, seed });
  }
  const input = tf.layers.inputLayer({ name: 'z', inputShape: [LATENT_DIM] });
  return tf.sequential({ name: 'generator', layers: [input, ...layers] });
}

/**
 * DCGAN's discriminator for pictures: `[batch, size, size, channels]` → (32×32×16 for 64 →) 16×16×32 → 8×8×64 → 4×4×128
 * → dense 256 → a logit `[batch, 1]`; for 28 as digits have it, 14×14×32 → 7×7×64.
 *
 * With classes it takes labels beside the pictures, as {@link buildConditionalDiscriminator} does.
 *
 * 16·3·32 + 32 + 16·32·64 + 4·64 + 16·64·128 + 4·128 + 2048·256 + 4·256 + 256 + 1 = 691,745 parameters for 32 and
 * colour.
 *
 * @returns a model that the caller disposes
 */
export function buildPictureDiscriminator(options: PictureGanOptions): tf.LayersModel {
  const { numClasses, seed, shapes, imageShape } = checked(options);
  const layers = discriminatorLayers(seed, shapes);
  if (numClasses !== undefined) return toldDiscriminator(layers, { imageShape, numClasses, seed });
  const input = tf.layers.inputLayer({ inputShape: imageShape });
  return tf.sequential({ name: 'discriminator', layers: [input, ...layers, logitLayer(seed)] });
}

/** Both networks for pictures, and the generator's average, which is the one to keep; the caller disposes them. */
export function buildPictureGan(options: PictureGanOptions): Gan {
  return {
    generator: buildPictureGenerator(options),
    discriminator: buildPictureDiscriminator(options),
    averagedGenerator: buildPictureGenerator(options),
    latentDim: LATENT_DIM,
  };
}

function checked({ size, channels, numClasses, seed }: PictureGanOptions) {
  requireOneOf('size', size, PICTURE_SIZES);
  requireOneOf('channels', channels, [1, 3]);
  if (numClasses !== undefined) requireInteger('numClasses', numClasses, { min: 2 });
  const imageShape = [size, size, channels];
  return { numClasses, seed, imageShape, shapes: { ...PICTURE_SHAPES[size], channels } };
}
