import { tf } from '../backend';
import { requireInteger, requireOneOf } from '../check';
import { depthToSpace } from '../layers/depth-to-space';
import { upSampling } from '../layers/up-sampling';
import { glorotUniform } from './initializer';
import { type Symbolic, through } from './symbolic';

/** What a super-resolving generator is given. */
export interface SrganGeneratorOptions {
  /** `[height, width, channels]` of the small pictures. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** How it doubles height and width. Default `resize`; the paper has `subPixel`. */
  readonly upsampler?: Upsampler;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * Ways to double height and width by a convolution of 3×3: `resize` repeats pixels first; `subPixel` makes four times the
 * channels and lays them side by side; `transposed` has stride 2, so that some pixels are reached by four weights,
 * others by two or one. Only `resize` treats all places alike, and so draws no grid of its own.
 *
 * @see Odena, Dumoulin, Olah 2016, "Deconvolution and checkerboard artifacts"
 */
export type Upsampler = (typeof UPSAMPLERS)[number];
export const UPSAMPLERS = ['resize', 'subPixel', 'transposed'] as const;

/** As many as leave a file of weights under 1 MB, with sub-pixels too; the paper has 64. */
const FILTERS = 40;
/** Filters once the picture has its full size: most of the work would be there. */
const LAST_FILTERS = 24;
/** The paper has 16. */
const NUM_BLOCKS = 5;
/** How many times larger the picture becomes: twice by 2. */
const FACTOR = 4;

/**
 * SRGAN's generator in small: pictures `[batch, h, w, channels]` → pictures `[batch, 4h, 4w, channels]` of any range.
 * Five residual blocks work at the low resolution; two up-samplers ({@link Upsampler}) double it. What comes out is
 * added to the picture enlarged by straight lines, and is 0 at first: training begins at bilinear interpolation, and the
 * network adds what that misses.
 *
 * 9·3·40 + 40, blocks 5·2·(9·40·40 + 40), doublings 9·40·40 + 40 + 9·40·24 + 24, and 9·24·3 + 3 = 169,275 parameters for
 * 3 channels; with `subPixel` four times as many in the doublings, 238,587.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0, or there is no such up-sampler
 * @see Ledig et al. 2017, "Photo-realistic single image super-resolution using a generative adversarial network",
 *   section 2.1; unlike there, pixels are repeated, no batch normalisation, which Lim et al. 2017, "Enhanced deep residual networks for
 *   single image super-resolution", section 3.1, leave out too, and leaky ReLU
 */
export function buildSrganGenerator(options: SrganGeneratorOptions): tf.LayersModel {
  const { inputShape, upsampler = 'resize', seed } = options;
  const [height, width, channels] = inputShape;
  requireOneOf('upsampler', upsampler, UPSAMPLERS);
  Object.entries({ height, width, channels }).forEach(([name, value]) =>
    requireInteger(name, value, { min: 1 }),
  );
  let numDrawn = 0;
  const convolution = (name: string, filters: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 3,
      padding: 'same',
      kernelInitializer: glorotUniform(seed, numDrawn++),
    });
  /** One that gives 0 at first, so that what it is added to stays. */
  const silent = (name: string, filters: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 3,
      padding: 'same',
      kernelInitializer: 'zeros',
    });
  const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });
  const plus = (name: string, a: Symbolic, b: Symbolic) =>
    tf.layers.add({ name }).apply([a, b]) as Symbolic; // one output of one shape
  const upsamplers: Record<Upsampler, (name: string, filters: number) => tf.layers.Layer[]> = {
    subPixel: (name, filters) => [
      convolution(name, 4 * filters),
      depthToSpace({ name: `${name}_pixels`, block: 2 }),
    ],
    transposed: (name, filters) => [
      tf.layers.conv2dTranspose({
        name,
        filters,
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        kernelInitializer: glorotUniform(seed, numDrawn++),
      }),
    ],
    resize: (name, filters) => [
      upSampling({ name: `${name}_pixels`, factor: 2, method: 'nearest' }),
      convolution(name, filters),
    ],
  };
  const doubling = (name: string, filters: number) => [
    ...upsamplers[upsampler](name, filters),
    leaky(name),
  ];

  const input = tf.input({ shape: [height, width, channels], name: 'input' });
  let features = through([convolution('first', FILTERS)], input);
  for (let i = 1; i <= NUM_BLOCKS; i++) {
    const [first, second] = [`block_${i}_first`, `block_${i}_second`];
    const layers = [convolution(first, FILTERS), leaky(first), silent(second, FILTERS)];
    features = plus(`block_${i}`, features, through(layers, features));
  }
  const details = through(
    [
      ...doubling('double', FILTERS),
      ...doubling('redouble', LAST_FILTERS),
      silent('details', channels),
    ],
    features,
  );
  const enlarged = upSampling({ name: 'enlarged', factor: FACTOR, method: 'bilinear' });
  const outputs = plus('picture', through([enlarged], input), details);
  return tf.model({ name: 'generator', inputs: input, outputs });
}

/** What a discriminator of enlarged pictures is given. */
export interface SrganDiscriminatorOptions {
  /** `[height, width, channels]` of the large pictures. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Filters of each halving. The paper goes on to 512, for pictures of 96×96. */
const HALVINGS = { halve: 32, quarter: 64, eighth: 128 };

/**
 * SRGAN's discriminator in small: pictures `[batch, h, w, channels]` → a logit `[batch, 1]`. Three convolutions of 4×4
 * halve height and width, with leaky ReLU and, but for the first, batch normalisation.
 *
 * 16·3·32 + 32 + 16·32·64 + 4·64 + 16·64·128 + 4·128 + 2048 + 1 = 168,225 parameters for 32×32×3.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0, or a side not divisible by 8
 * @see Ledig et al. 2017, section 2.1 and figure 4, where eight convolutions and two dense layers judge
 */
export function buildSrganDiscriminator({
  inputShape,
  seed,
}: SrganDiscriminatorOptions): tf.LayersModel {
  const [height, width, channels] = inputShape;
  requireInteger('channels', channels, { min: 1 });
  if (![height, width].every((side) => side > 0 && side % 8 === 0)) {
    throw new RangeError(
      `expected pictures whose sides 8 divides, for three halvings, but got ${height} × ${width}`,
    );
  }
  const halvings = Object.entries(HALVINGS).flatMap(([name, filters], i) => [
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 4,
      strides: 2,
      padding: 'same',
      useBias: i === 0, // the normalisation would take it away again
      kernelInitializer: glorotUniform(seed, i),
    }),
    ...(i === 0 ? [] : [tf.layers.batchNormalization({ name: `${name}_norm` })]),
    tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }), // the paper's slope
  ]);
  return tf.sequential({
    name: 'discriminator',
    layers: [
      tf.layers.inputLayer({ inputShape: [height, width, channels] }),
      ...halvings,
      tf.layers.flatten({ name: 'flat' }),
      tf.layers.dense({ name: 'logit', units: 1, kernelInitializer: glorotUniform(seed, 3) }),
    ],
  });
}
