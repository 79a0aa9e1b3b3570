import { tf } from '../backend';
import { requireInteger } from '../check';
import { glorotUniform } from './initializer';
import { type Symbolic, through } from './symbolic';

/** A U-Net's sizes. */
export interface UnetOptions {
  /** `[height, width, channels]` of what it is given; both sides divisible by 2 once for each width. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Channels of what it makes, such as 3. */
  readonly outputChannels: number;
  /**
   * Filters of each halving, at least 2. Default 32, 64, 128: of 32×32 pixels 4×4 are left, and a step takes some 15 ms
   * on two cores at batch 16.
   */
  readonly widths?: readonly number[];
  /**
   * Filters at the picture's own size, beside which the input itself is joined before a last 3×3 convolution makes the
   * output: fine lines need then not be told through half of the pixels. Default 0, none, as in the paper.
   */
  readonly fullSizeFilters?: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** 4×4 filters that double or halve height and width, as pix2pix has them. */
const KERNEL = { kernelSize: 4, strides: 2, padding: 'same' } as const;

/**
 * pix2pix's generator, a U-Net in small: pictures `[batch, height, width, channels]` → pictures of the same size in
 * (−1, 1). It halves the picture once for each width, by leaky ReLU, and doubles it again, by ReLU, and joins to each
 * size on the way up what had that size on the way down: so an edge that is the same in both pictures need not go
 * through the bottom. Batch normalisation but in the first, the innermost and the last step.
 *
 * By default, for 3 channels in and out: 16·3·32 + 32 + 16·32·64 + 4·64 + 16·64·128 + 128, up 16·128·64 + 4·64 +
 * 16·128·32 + 4·32 + 16·64·3 + 3 = 365,859 parameters.
 *
 * It is given no noise: pix2pix's authors found that G learns to ignore it. Their dropout, which is to make up for it,
 * is left out too.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer above 0, there are fewer than 2 widths, or a side cannot be halved as
 *   often
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", section 3.2.1 and
 *   appendix 6.1; Ronneberger et al. 2015, "U-Net: convolutional networks for biomedical image segmentation"
 */
export function buildUnet(options: UnetOptions): tf.LayersModel {
  const { inputShape, outputChannels, widths, fullSizeFilters, seed } = checked(options);
  const input = tf.input({ shape: [...inputShape], name: 'input' });
  const innermost = widths.length - 1;
  const down: Symbolic[] = [];
  widths.forEach((filters, level) => {
    const isNormalised = level > 0 && level < innermost;
    const convolution = tf.layers.conv2d({
      name: `halve_${level}`,
      filters,
      ...KERNEL,
      useBias: !isNormalised, // batch normalisation would take it away again
      kernelInitializer: glorotUniform(seed, level),
    });
    const norm = isNormalised
      ? [tf.layers.batchNormalization({ name: `halve_${level}_norm` })]
      : [];
    const leaky = tf.layers.leakyReLU({ name: `halve_${level}_leak`, alpha: 0.2 }); // the paper's slope
    down.push(through([convolution, ...norm, leaky], down[level - 1] ?? input));
  });
  const doubling = (level: number, filters: number) => ({
    name: `double_${level}`,
    filters,
    ...KERNEL,
    kernelInitializer: glorotUniform(seed, widths.length + level),
  });
  /** Twice as large, beside what had that size on the way down. */
  const doubled = (small: Symbolic, level: number, filters: number, beside: Symbolic) => {
    const larger = through(
      [
        tf.layers.conv2dTranspose({ ...doubling(level, filters), useBias: false }),
        tf.layers.batchNormalization({ name: `double_${level}_norm` }),
        tf.layers.reLU({ name: `double_${level}_relu` }),
      ],
      small,
    );
    const join = tf.layers.concatenate({ name: `join_${level}` });
    return join.apply([larger, beside]) as Symbolic;
  };
  let up = down[innermost];
  for (let level = innermost; level > 0; level--) {
    up = doubled(up, level, widths[level - 1], down[level - 1]);
  }
  if (fullSizeFilters === 0) {
    const last = tf.layers.conv2dTranspose({ ...doubling(0, outputChannels), activation: 'tanh' });
    return tf.model({ name: 'generator', inputs: input, outputs: through([last], up) });
  }
  const last = tf.layers.conv2d({
    name: 'output',
    filters: outputChannels,
    kernelSize: 3,
    padding: 'same',
    activation: 'tanh',
    kernelInitializer: glorotUniform(seed, 2 * widths.length),
  });
  const whole = doubled(up, 0, fullSizeFilters, input);
  return tf.model({ name: 'generator', inputs: input, outputs: through([last], whole) });
}

function checked(options: UnetOptions): Required<UnetOptions> {
  const { inputShape, outputChannels, seed } = options;
  const { widths = [32, 64, 128], fullSizeFilters = 0 } = options;
  const [height, width, channels] = inputShape;
  requireInteger('channels', channels, { min: 1 });
  requireInteger('outputChannels', outputChannels, { min: 1 });
  requireInteger('fullSizeFilters', fullSizeFilters, { min: 0 });
  requireInteger('the number of widths', widths.length, { min: 2 });
  widths.forEach((filters) => requireInteger('each width', filters, { min: 1 }));
  const divisor = 2 ** widths.length;
  for (const side of [height, width]) {
    if (side > 0 && side % divisor === 0) continue;
    throw new RangeError(
      `expected pictures whose sides ${divisor} divides, for ${widths.length} halvings, but got ${height} × ${width}`,
    );
  }
  return { inputShape, outputChannels, widths, fullSizeFilters, seed };
}
