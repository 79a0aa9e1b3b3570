import { tf } from '../backend';
import { requireInteger } from '../check';
import { categoricalCode } from '../layers/categorical-code';
import type { Gan } from './gan';
import { glorotUniform } from './initializer';
import { pictureEnd } from './picture-end';

/** Sizes of the two convolutional networks for images of 28×28. */
export interface DcganOptions {
  /** Length of z. Default 32. */
  readonly latentDim?: number;
  /** Categories of the {@link categoricalCode} that G makes of the first numbers of z; 0 for none. Default 10. */
  readonly categories?: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Digits of 28×28 need no longer z, and G stays under a megabyte; they are of ten kinds. */
const DEFAULTS = { latentDim: 32, categories: 10 } as const;

/** The images on the way from z to an image and back, for one size of images. */
export interface DcganShapes {
  /** G's first image, `[height, width, channels]`. */
  readonly base: readonly [height: number, width: number, channels: number];
  /** Channels after each doubling but the last, which makes the image. */
  readonly doubled: readonly number[];
  /** The image's own channels. */
  readonly channels: number;
  /** D's channels after each halving. */
  readonly halved: readonly number[];
  /** Filters of G at the image's own size ({@link pictureEnd}). Default: none, a transposed convolution makes the image. */
  readonly fullSizeFilters?: number;
  /** Whether D's features are batch-normalised, as its images are. Default true. */
  readonly normalisesFeatures?: boolean;
}

/** Those of digits, 28×28 in grey: 7×7×32 → 14×14×32 → 28×28×1, and 14×14×32 → 7×7×64. */
export const DIGIT_SHAPES: DcganShapes = {
  base: [7, 7, 32],
  doubled: [32],
  channels: 1,
  halved: [32, 64],
};
/** Each doubling's name, and the label by which its weights are drawn; 0, 1, 3, 6 and 7 are those of other layers. */
const DOUBLINGS = [
  { name: 'double', label: 2 },
  { name: 'double_2', label: 8 },
  { name: 'double_3', label: 10 },
] as const;
/** The same of each halving. */
const HALVINGS = [
  { name: 'halve', label: 4 },
  { name: 'quarter', label: 5 },
  { name: 'eighth', label: 9 },
  { name: 'sixteenth', label: 11 },
] as const;
/** 4×4 filters that double or halve height and width; 4 is divisible by 2, so that all pixels get as many weights. */
const KERNEL = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/**
 * A convolutional generator: z `[batch, 32]`, of which ten numbers become one of ten categories → dense 128 → dense
 * 7·7·32 → 7×7×32 → 14×14×32 → images `[batch, 28, 28, 1]` in (0, 1). Each step but the last is without bias and
 * followed by batch normalisation and leaky ReLU.
 *
 * 32·128 + 4·128 + 128·1568 + 4·1568 + 16·32·32 + 4·32 + 16·32 + 1 = 228,609 parameters.
 *
 * @see Radford et al. 2016, "Unsupervised representation learning with deep convolutional GANs", section 3; the dense
 *   layers are those of Chen et al. 2016, "InfoGAN", appendix C.1, in small; unlike both, a sigmoid at the end,
 *   for images in 0..1
 */
export function buildDcganGenerator(options: DcganOptions): tf.LayersModel {
  const { latentDim, categories, seed } = checked(options);
  const input = tf.layers.inputLayer({ inputShape: [latentDim] });
  const code = categories === 0 ? [] : [categoricalCode({ name: 'code', categories })];
  return tf.sequential({ name: 'generator', layers: [input, ...code, ...generatorLayers(seed)] });
}

/**
 * A convolutional discriminator: images `[batch, 28, 28, 1]` → 14×14×32 → 7×7×64 → dense 256 → a logit `[batch, 1]`,
 * with leaky ReLU between, and batch normalisation but in the first step (as the paper advises) and the last.
 *
 * 16·32 + 32 + 16·32·64 + 4·64 + 3136·256 + 4·256 + 256 + 1 = 837,665 parameters.
 *
 * @see Radford et al. 2016, section 3; Chen et al. 2016, appendix C.1
 */
export function buildDcganDiscriminator(options: DcganOptions): tf.LayersModel {
  const { seed } = checked(options);
  const input = tf.layers.inputLayer({ inputShape: [28, 28, 1] });
  const layers = [input, ...discriminatorLayers(seed), logitLayer(seed)];
  return tf.sequential({ name: 'discriminator', layers });
}

/** Both convolutional networks; the caller disposes the models. */
export function buildDcganGan(options: DcganOptions): Gan {
  return {
    generator: buildDcganGenerator(options),
    discriminator: buildDcganDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

/** G's layers after its input, whatever its length; of digits unless other shapes are given. */
export function generatorLayers(seed: number, shapes = DIGIT_SHAPES): tf.layers.Layer[] {
  const { base, doubled, channels, fullSizeFilters } = shapes;
  const initial = (label: number) => ({ kernelInitializer: glorotUniform(seed, label) });
  return [
    tf.layers.dense({
      name: 'hidden',
      units: 128,
      useBias: false, // batch normalisation would take it away again
      kernelInitializer: glorotUniform(seed, 0),
    }),
    ...normalised('hidden'),
    tf.layers.dense({
      name: 'base',
      units: base[0] * base[1] * base[2],
      useBias: false,
      kernelInitializer: glorotUniform(seed, 1),
    }),
    ...normalised('base'),
    tf.layers.reshape({ name: 'base_image', targetShape: [...base] }),
    ...doubled.flatMap((filters, i) => {
      const { name, label } = DOUBLINGS[i];
      const kernelInitializer = glorotUniform(seed, label);
      return [
        tf.layers.conv2dTranspose({ name, filters, ...KERNEL, useBias: false, kernelInitializer }),
        ...normalised(name),
      ];
    }),
    ...(fullSizeFilters
      ? pictureEnd({ filters: fullSizeFilters, channels, initial: [initial(12), initial(3)] })
      : [
          tf.layers.conv2dTranspose({
            name: 'image',
            filters: channels,
            ...KERNEL,
            activation: 'sigmoid',
            ...initial(3),
          }),
        ]),
  ];
}

/** D's layers between images and logit, `[batch, height, width, channels]` → `[batch, 256]`; of digits as above. */
export function discriminatorLayers(seed: number, shapes = DIGIT_SHAPES): tf.layers.Layer[] {
  const { halved, normalisesFeatures = true } = shapes;
  return [
    ...halved.flatMap((filters, i) => {
      const { name, label } = HALVINGS[i];
      const isFirst = i === 0; // without batch normalisation, as the paper advises
      const kernelInitializer = glorotUniform(seed, label);
      return [
        tf.layers.conv2d({ name, filters, ...KERNEL, useBias: isFirst, kernelInitializer }),
        ...(isFirst ? [leaky(name)] : normalised(name)),
      ];
    }),
    tf.layers.flatten({ name: 'flat' }),
    tf.layers.dense({
      name: 'features',
      units: 256,
      useBias: !normalisesFeatures,
      kernelInitializer: glorotUniform(seed, 6),
    }),
    ...(normalisesFeatures ? normalised('features') : [leaky('features')]),
  ];
}

/** D's last layer. */
export const logitLayer = (seed: number): tf.layers.Layer =>
  tf.layers.dense({ name: 'logit', units: 1, kernelInitializer: glorotUniform(seed, 7) });

const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }); // the paper's slope

const normalised = (name: string) => [
  tf.layers.batchNormalization({ name: `${name}_norm` }),
  leaky(name),
];

function checked(options: DcganOptions): Required<DcganOptions> {
  const { latentDim = DEFAULTS.latentDim, categories = DEFAULTS.categories, seed } = options;
  const all = { latentDim, categories, seed };
  requireInteger('latentDim', all.latentDim, { min: 1 });
  requireInteger('categories', all.categories, { min: 0, max: all.latentDim });
  return all;
}
