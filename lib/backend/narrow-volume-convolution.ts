import { replaceKernel, run } from './register';
import { backend, tf } from './tfjs';

/** Attributes of tfjs's Conv3D and of its gradient in the filter, which alone has a shape. */
interface Attributes {
  readonly strides: number | number[];
  readonly pad: string;
  readonly dilations?: number | number[];
}
type FilterAttributes = Attributes & { readonly filterShape: number[] };

/** From here on TensorFlow's own kernels are as fast. */
const FEW_CHANNELS = 4;
const FLAT = { strides: 1, pad: 'same', dataFormat: 'NHWC', dilations: 1 } as const;

/**
 * Lets convolutions of volumes that end in few channels, as the last layer of a generator does, run as convolutions of
 * all their slices: each slice of the filter makes channels of its own, which are added one slice apart.
 *
 * From 16 channels into one, of 32 volumes of 16³ by a filter of 3³, that takes 0.45 of the time, its gradient in the
 * filter 0.55, a whole step of a GAN that ends so 0.85; with AVX2 only 0.65 of the step.
 */
export function installNarrowVolumeConvolution(): void {
  const forward = tf.getKernel('Conv3D', 'tensorflow').kernelFunc;
  const inFilter = tf.getKernel('Conv3DBackpropFilterV2', 'tensorflow').kernelFunc;
  replaceKernel<Attributes>('Conv3D', ({ inputs: { x, filter }, attrs }) => {
    if (!isNarrow(filter.shape, attrs)) {
      return forward({ inputs: { x, filter }, attrs: { ...attrs }, backend });
    }
    // Tensors come through the engine as they are; so below.
    return tf.tidy(() => convolve(x as tf.Tensor, filter as tf.Tensor));
  });
  replaceKernel<FilterAttributes>('Conv3DBackpropFilterV2', ({ inputs: { x, dy }, attrs }) => {
    if (!isNarrow(attrs.filterShape, attrs)) {
      return inFilter({ inputs: { x, dy }, attrs: { ...attrs }, backend });
    }
    return tf.tidy(() => gradientInFilter(x as tf.Tensor, dy as tf.Tensor, attrs.filterShape));
  });
}

const isNarrow = (
  [depth, , , channels, filters]: readonly number[],
  { strides, pad, dilations = 1 }: Attributes,
): boolean =>
  [strides, dilations].flat().every((step) => step === 1) &&
  pad === 'same' &&
  depth % 2 === 1 &&
  filters <= FEW_CHANNELS &&
  filters < channels;

function convolve(x: tf.Tensor, filter: tf.Tensor): tf.Tensor {
  const [depth, height, width, channels, filters] = filter.shape;
  const flat = tf.reshape(tf.transpose(filter, [1, 2, 3, 0, 4]), [
    ...[height, width, channels, depth * filters],
  ]);
  const slices = run('Conv2D', { x: slicesOf(x), filter: flat }, FLAT);
  const volumes = tf.reshape(slices, [...x.shape.slice(0, 4), -1]);
  return tf.addN(tf.split(volumes, depth, 4).map((part, i) => shift(part, (depth - 1) / 2 - i)));
}

function gradientInFilter(x: tf.Tensor, dy: tf.Tensor, filterShape: readonly number[]): tf.Tensor {
  const [depth, height, width, channels, filters] = filterShape;
  const shifted = Array.from({ length: depth }, (_, i) => shift(dy, i - (depth - 1) / 2));
  const flat = run(
    'Conv2DBackpropFilter',
    { x: slicesOf(x), dy: slicesOf(tf.concat(shifted, 4)) },
    { ...FLAT, filterShape: [height, width, channels, depth * filters] },
  );
  const split = tf.reshape(flat, [height, width, channels, depth, filters]);
  return tf.transpose(split, [3, 0, 1, 2, 4]);
}

/** `[batch, depth, height, width, channels]` → `[batch · depth, height, width, channels]` */
const slicesOf = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [-1, ...x.shape.slice(2)]);

/** Volumes moved by some places along their depth, with zeros where they come from. */
function shift(x: tf.Tensor, places: number): tf.Tensor {
  const [batch, depth, ...rest] = x.shape;
  const moved = Math.max(-depth, Math.min(depth, places));
  const begin = [0, Math.max(0, -moved), 0, 0, 0];
  const part = tf.slice(x, begin, [batch, depth - Math.abs(moved), ...rest]);
  const zeros: [number, number] = moved > 0 ? [moved, 0] : [0, -moved];
  return tf.pad(part, [[0, 0], zeros, [0, 0], [0, 0], [0, 0]]);
}
