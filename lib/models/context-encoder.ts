import { tf } from '../backend';
import { requireInteger } from '../check';
import { channelwiseDense } from '../layers/channelwise-dense';
import { glorotUniform, seedOfLayer } from './initializer';
import { type Symbolic, through } from './symbolic';

/** A context encoder's sizes. */
export interface ContextEncoderOptions {
  /** `[height, width, channels]` of a picture, without the channel of the hole; both sides divisible by 8. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /** Filters of each of the three halvings. Default 24, 48, 96: under a megabyte. */
  readonly widths?: readonly [number, number, number];
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** 4×4 filters that double or halve height and width. */
const KERNEL = { kernelSize: 4, strides: 2, padding: 'same' } as const;
const WIDTHS = [24, 48, 96] as const;
/** The first number of the labels by which the decoder's weights are drawn; those before are the encoder's. */
const DECODER = 3;

/**
 * A context encoder in small: a picture with a hole and, as its last channel, where that is, `[batch, height, width,
 * channels + 1]` ({@link contextOf}) → a whole picture `[batch, height, width, channels]` in (−1, 1), of which only
 * what lies in the hole is used.
 *
 * The encoder halves the picture three times, by leaky ReLU. At the bottom a {@link channelwiseDense} layer and a
 * convolution of 1×1 carry what is seen on one side of the hole to all others. The decoder doubles it three times, by
 * ReLU, and is given beside it what the encoder had at that size. Batch normalisation but in the first and the last
 * step.
 *
 * For 3 channels: down 16·4·24 + 24 + 16·24·48 + 4·48 + 16·48·96 + 4·96, bottom 96·16² + 96·96 + 4·96, up 16·96·48 +
 * 4·48 + 16·96·24 + 4·24 + 16·48·3 + 3 = 241,659 parameters.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0, or a side not divisible by 8
 * @see Pathak et al. 2016, "Context encoders: feature learning by inpainting", section 3.1; unlike there the decoder is
 *   joined to the encoder, as Ronneberger et al. 2015, "U-Net", have it, so that strokes of any form can be filled
 */
export function buildContextEncoder(options: ContextEncoderOptions): tf.LayersModel {
  const { imageShape, widths, seed } = checked(options);
  const [height, width, channels] = imageShape;
  const norm = (name: string) => tf.layers.batchNormalization({ name: `${name}_norm` });
  const relu = (name: string) => tf.layers.reLU({ name: `${name}_relu` });
  const input = tf.input({ shape: [height, width, channels + 1], name: 'context' });
  const down: Symbolic[] = [];
  widths.forEach((filters, level) => {
    const name = `halve_${level}`;
    const convolution = tf.layers.conv2d({
      name,
      filters,
      ...KERNEL,
      useBias: level === 0, // batch normalisation would take it away again
      kernelInitializer: glorotUniform(seed, level),
    });
    const leaky = tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });
    const layers = level === 0 ? [convolution, leaky] : [convolution, norm(name), leaky];
    down.push(through(layers, down[level - 1] ?? input));
  });
  const doubling = (level: number, filters: number) => ({
    name: `double_${level}`,
    filters,
    ...KERNEL,
    kernelInitializer: glorotUniform(seed, DECODER + level),
  });
  const mix = tf.layers.conv2d({
    name: 'mix',
    filters: widths[2],
    kernelSize: 1,
    useBias: false,
    kernelInitializer: glorotUniform(seed, 2 * DECODER),
  });
  const across = channelwiseDense({ name: 'across', seed: seedOfLayer(seed, 2 * DECODER + 1) });
  let up = through([across, mix, norm('mix'), relu('mix')], down[2]);
  for (const level of [2, 1]) {
    const larger = tf.layers.conv2dTranspose({
      ...doubling(level, widths[level - 1]),
      useBias: false,
    });
    const name = `double_${level}`;
    up = through([larger, norm(name), relu(name)], up);
    const join = tf.layers.concatenate({ name: `join_${level}` });
    up = join.apply([up, down[level - 1]]) as Symbolic; // one output of one shape
  }
  const last = tf.layers.conv2dTranspose({ ...doubling(0, channels), activation: 'tanh' });
  return tf.model({ name: 'generator', inputs: input, outputs: through([last], up) });
}

function checked(options: ContextEncoderOptions): Required<ContextEncoderOptions> {
  const { imageShape, widths = WIDTHS, seed } = options;
  const [height, width, channels] = imageShape;
  requireInteger('channels', channels, { min: 1 });
  widths.forEach((filters) => requireInteger('each width', filters, { min: 1 }));
  for (const side of [height, width]) {
    if (side > 0 && side % 8 === 0) continue;
    throw new RangeError(
      `expected pictures whose sides 8 divides, for three halvings, but got ${height} × ${width}`,
    );
  }
  return { imageShape, widths, seed };
}
