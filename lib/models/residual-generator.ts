import { tf } from '../backend';
import { requireInteger } from '../check';
import { instanceNormalization } from '../layers/instance-normalization';
import { glorotUniform } from './initializer';
import { type Symbolic, through } from './symbolic';

/** What a residual generator makes pictures of. */
export interface ResidualGeneratorOptions {
  /** `[height, width, channels]`, of what it is given and of what it makes; both sides divisible by 4. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /**
   * Channels that it is given behind those of the picture and does not make, such as one that holds the latitude; with
   * `output` a `picture` only. Default 0.
   */
  readonly numConditions?: number;
  /**
   * `picture`: what comes out is the picture, in (−1, 1). `change`: what comes out is added to the picture, so that G
   * begins by leaving it as it is; for changes of a small part, such as glasses. Such pictures may leave −1..1: clip
   * before showing. Default `picture`.
   */
  readonly output?: 'picture' | 'change';
  /** Filters at each size: of the whole picture, its half, and its quarter. Default 24, 48 and 64. */
  readonly widths?: readonly [whole: number, half: number, quarter: number];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Filters at each size, as a CycleGAN of some minutes can have. */
const WIDTHS = [24, 48, 64] as const;
/** Filters that double or halve height and width. */
const HALVING = { kernelSize: 4, strides: 2, padding: 'same' } as const;
const FLAT = { kernelSize: 3, padding: 'same' } as const;

/**
 * CycleGAN's generator in small: pictures `[batch, h, w, channels]`, with conditions behind the channels if there are
 * any, → pictures `[batch, h, w, channels]`. It goes down to a quarter of the size, through two residual blocks, and up
 * again, with instance normalisation and ReLU; the features of the whole picture are added before the last convolution.
 *
 * 9·3·24 + 2·24 + 16·24·48 + 2·48 + 16·48·64 + 2·64, blocks 4·(9·64·64 + 2·64), up 16·64·48 + 2·48 + 16·48·24 + 2·24,
 * and 9·24·3 + 3 = 284,851 parameters for 3 channels; each condition adds 9·24.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0, or a side not divisible by 4
 * @see Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks", section 4
 *   and appendix 7.2; unlike there, two residual blocks and not six or nine, zeros beyond the border, and the features
 *   added at the end, which keep edges sharp where there are few pixels
 */
export function buildResidualGenerator(options: ResidualGeneratorOptions): tf.LayersModel {
  const { imageShape, numConditions, output, widths, seed } = checked(options);
  const [height, width, channels] = imageShape;
  const [WHOLE, HALF, QUARTER] = widths;
  let numDrawn = 0;
  const drawn = (name: string) => ({ name, kernelInitializer: glorotUniform(seed, numDrawn++) });
  const convolution = (name: string, filters: number, sizes: typeof HALVING | typeof FLAT) =>
    tf.layers.conv2d({ ...drawn(name), filters, ...sizes, useBias: false }); // what is normalised needs none
  const doubling = (name: string, filters: number) =>
    tf.layers.conv2dTranspose({ ...drawn(name), filters, ...HALVING, useBias: false });
  const norm = (name: string) => instanceNormalization({ name: `${name}_norm` });
  const relu = (name: string) => tf.layers.reLU({ name: `${name}_relu` });
  const plus = (name: string, a: Symbolic, b: Symbolic) =>
    tf.layers.add({ name }).apply([a, b]) as Symbolic; // one output of one shape
  const block = (name: string, x: Symbolic) => {
    const [first, second] = [`${name}_first`, `${name}_second`];
    const layers = [
      ...[convolution(first, QUARTER, FLAT), norm(first), relu(first)],
      ...[convolution(second, QUARTER, FLAT), norm(second)],
    ];
    return plus(name, x, through(layers, x));
  };

  const input = tf.input({ shape: [height, width, channels + numConditions], name: 'input' });
  const features = through(
    [convolution('whole', WHOLE, FLAT), norm('whole'), relu('whole')],
    input,
  );
  const quarter = through(
    [
      ...[convolution('halve', HALF, HALVING), norm('halve'), relu('halve')],
      ...[convolution('quarter', QUARTER, HALVING), norm('quarter'), relu('quarter')],
    ],
    features,
  );
  const changed = block('block_2', block('block_1', quarter));
  const grown = through(
    [
      ...[doubling('double', HALF), norm('double'), relu('double')],
      ...[doubling('redouble', WHOLE), norm('redouble'), relu('redouble')],
    ],
    changed,
  );
  const last = tf.layers.conv2d({
    ...drawn('last'),
    filters: channels,
    ...FLAT,
    ...(output === 'picture' ? { activation: 'tanh' } : { kernelInitializer: 'zeros' }),
  });
  const made = through([last], plus('with_features', grown, features));
  const outputs = output === 'picture' ? made : plus('changed', input, made);
  return tf.model({ name: 'generator', inputs: input, outputs });
}

function checked(options: ResidualGeneratorOptions): Required<ResidualGeneratorOptions> {
  const { imageShape, numConditions = 0, output = 'picture', widths = WIDTHS, seed } = options;
  const [height, width, channels] = imageShape;
  requireInteger('channels', channels, { min: 1 });
  requireInteger('numConditions', numConditions, {
    min: 0,
    max: output === 'picture' ? undefined : 0,
  });
  widths.forEach((filters) => requireInteger('each of widths', filters, { min: 1 }));
  if (![height, width].every((side) => side > 0 && side % 4 === 0)) {
    throw new RangeError(
      `expected pictures whose sides 4 divides, for two halvings, but got ${height} × ${width}`,
    );
  }
  return { imageShape, numConditions, output, widths, seed };
}
