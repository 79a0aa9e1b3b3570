import { tf } from '../backend';
import { upSampling } from '../layers/up-sampling';

/** How a generator ends. */
export interface PictureEndOptions {
  /** Filters at the picture's own size. */
  readonly filters: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: number;
  /** The first weights of its two convolutions. */
  readonly initial: readonly [first: Initial, last: Initial];
}

type Initial = Pick<Parameters<typeof tf.layers.conv2d>[0], 'kernelInitializer'>;

/** Filters that leave height and width as they are. */
const SAME = { kernelSize: 3, padding: 'same' } as const;

/**
 * The end of a generator of pictures that draws no grid: pixels are repeated, and two 3×3 convolutions make of them a
 * picture twice as high and wide, in (0, 1).
 *
 * @returns layers, one after the other: `[batch, height, width, any]` → `[batch, 2·height, 2·width, channels]`
 * @see Odena et al. 2016, "Deconvolution and checkerboard artifacts"
 */
export function pictureEnd({ filters, channels, initial }: PictureEndOptions): tf.layers.Layer[] {
  const [first, last] = initial;
  return [
    upSampling({ name: 'full_size_pixels', factor: 2, method: 'nearest' }),
    tf.layers.conv2d({ name: 'full_size', filters, ...SAME, useBias: false, ...first }),
    tf.layers.batchNormalization({ name: 'full_size_norm' }),
    tf.layers.leakyReLU({ name: 'full_size_leak', alpha: 0.2 }),
    tf.layers.conv2d({ name: 'image', filters: channels, ...SAME, activation: 'sigmoid', ...last }),
  ];
}
