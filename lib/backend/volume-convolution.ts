import { replaceKernel } from './register';
import { usesOneDnn } from './tensorflow-settings';
import { backend, tf } from './tfjs';

type Triple = [number, number, number];

/** Attributes of tfjs's two gradients of a convolution of volumes; each has one of the two shapes. */
interface Attributes {
  readonly strides: number | Triple;
  readonly pad: string;
}
type InputAttributes = Attributes & { readonly inputShape: number[] };
type FilterAttributes = Attributes & { readonly filterShape: number[] };

/**
 * One axis of a strided convolution whose input is cut in blocks of `stride` numbers, so that each output looks at
 * whole blocks.
 */
interface Axis {
  readonly stride: number;
  /** Blocks that an output looks at. */
  readonly taps: number;
  readonly outputs: number;
  /** Zeros at both ends of the input. */
  readonly padding: readonly [number, number];
  /** Zeros after the filter's end. */
  readonly rest: number;
}

/** From here on oneDNN's own gradient in the input is as fast. */
const FEW_CHANNELS = 4;

/**
 * Lets gradients of strided convolutions of volumes run as matrix products, one for each block that an output looks at:
 * 8 for filters of 4×4×4 and stride 2, which see 2×2×2 whole blocks of 2×2×2 numbers.
 *
 * With oneDNN those in one channel gain: 0.25 of the time for 32 volumes of 16³, 0.75 to 0.85 for a step of a GAN of
 * them. Without it ({@link usesOneDnn}) all do, as TensorFlow's own kernels then take 80 to 1,500 times as long: a step
 * of 9 s becomes one of 0.1.
 */
export function installVolumeConvolution(): void {
  const inInput = tf.getKernel('Conv3DBackpropInputV2', 'tensorflow').kernelFunc;
  const inFilter = tf.getKernel('Conv3DBackpropFilterV2', 'tensorflow').kernelFunc;
  replaceKernel<InputAttributes>('Conv3DBackpropInputV2', ({ inputs: { dy, filter }, attrs }) => {
    const axes = axesOf(attrs.inputShape, filter.shape, attrs);
    if (!axes || (usesOneDnn && filter.shape[3] > FEW_CHANNELS)) {
      return inInput({ inputs: { dy, filter }, attrs: { ...attrs }, backend });
    }
    // Tensors come through the engine as they are; so below.
    const [tensor, kernel] = [dy as tf.Tensor, filter as tf.Tensor];
    return tf.tidy(() => gradientInInput(tensor, kernel, attrs.inputShape, axes));
  });
  replaceKernel<FilterAttributes>('Conv3DBackpropFilterV2', ({ inputs: { x, dy }, attrs }) => {
    const axes = axesOf(x.shape, attrs.filterShape, attrs);
    if (!axes || usesOneDnn) return inFilter({ inputs: { x, dy }, attrs: { ...attrs }, backend });
    const [tensor, output] = [x as tf.Tensor, dy as tf.Tensor];
    return tf.tidy(() => gradientInFilter(tensor, output, attrs.filterShape, axes));
  });
}

/** Undefined where an axis has stride 1, or no whole number of blocks. */
function axesOf(
  input: readonly number[],
  filter: readonly number[],
  { strides, pad }: Attributes,
): readonly Axis[] | undefined {
  const each = typeof strides === 'number' ? [strides, strides, strides] : strides;
  const isFit = each.every((stride, i) => stride > 1 && input[i + 1] % stride === 0);
  return isFit && pad === 'same'
    ? each.map((stride, i) => axisOf(input[i + 1], filter[i], stride))
    : undefined;
}

function axisOf(length: number, size: number, stride: number): Axis {
  const [outputs, taps] = [length / stride, Math.ceil(size / stride)];
  const before = Math.floor(Math.max(0, size - stride) / 2); // as TensorFlow's "same" has it
  const after = (outputs + taps - 1) * stride - length - before;
  return { stride, taps, outputs, padding: [before, after], rest: taps * stride - size };
}

/** dy `[batch, ...outputs, n]` times what each place of the filter holds, laid where that place looks and added up. */
function gradientInInput(
  dy: tf.Tensor,
  filter: tf.Tensor,
  inputShape: readonly number[],
  axes: readonly Axis[],
): tf.Tensor {
  const [channels, filters] = filter.shape.slice(3);
  const ends = axes.map(({ rest }) => [0, rest]);
  const volume = tf.reshape(filter, [1, ...filter.shape.slice(0, 3), channels * filters]);
  const places = placesOf(axes);
  const blocks = tf.reshape(inBlocks(pad(volume, ends), axes), [places.length, -1, filters]);
  const rows = tf.reshape(dy, [-1, filters]);
  const parts = places.map((place, i) => {
    const block = tf.reshape(tf.slice(blocks, [i, 0, 0], [1, -1, -1]), [-1, filters]);
    const product = tf.matMul(rows, block, false, true); // [batch · outputs, block]
    const around = axes.map(({ taps }, k) => [place[k], taps - 1 - place[k]]);
    return pad(tf.reshape(product, [...dy.shape.slice(0, 4), -1]), around);
  });
  const padded = outOfBlocks(tf.addN(parts), axes);
  return tf.slice(padded, [0, ...axes.map(({ padding: [before] }) => before), 0], [...inputShape]);
}

/** For each place of the filter, what it looks at times dy. */
function gradientInFilter(
  x: tf.Tensor,
  dy: tf.Tensor,
  filterShape: readonly number[],
  axes: readonly Axis[],
): tf.Tensor {
  const [channels, filters] = filterShape.slice(3);
  const ends = axes.map(({ padding }) => padding);
  const blocks = inBlocks(pad(x, ends), axes);
  const rows = tf.reshape(dy, [-1, filters]);
  const parts = placesOf(axes).map((place) => {
    const seen = tf.slice(blocks, [0, ...place, 0], [...dy.shape.slice(0, 4), -1]);
    return tf.matMul(tf.reshape(seen, [rows.shape[0], -1]), rows, true); // [block, filters]
  });
  const taps = axes.map((axis) => axis.taps);
  const padded = outOfBlocks(tf.reshape(tf.stack(parts), [1, ...taps, -1]), axes);
  const volume = tf.slice(
    padded,
    [0, 0, 0, 0, 0],
    [1, ...filterShape.slice(0, 3), channels * filters],
  );
  return tf.reshape(volume, [...filterShape]);
}

/** The blocks that an output looks at, counted from its first. */
const placesOf = (axes: readonly Axis[]): Triple[] => {
  const [depth, height, width] = axes.map(({ taps }) => Array.from({ length: taps }, (_, i) => i));
  return depth.flatMap((i) => height.flatMap((j) => width.map((k): Triple => [i, j, k])));
};

/** Zeros around volumes `[batch, depth, height, width, channels]`. */
const pad = (x: tf.Tensor, around: readonly (readonly number[])[]): tf.Tensor =>
  tf.pad(x, [
    [0, 0],
    ...around.map(([before, after]): [number, number] => [before, after]),
    [0, 0],
  ]);

/** Volumes `[batch, depth, height, width, channels]` → `[batch, ...blocks, numbers of a block]`. */
function inBlocks(x: tf.Tensor, axes: readonly Axis[]): tf.Tensor {
  const [batch, ...sizes] = x.shape;
  const split = axes.flatMap(({ stride }, i) => [sizes[i] / stride, stride]);
  const blocks = tf.transpose(tf.reshape(x, [batch, ...split, sizes[3]]), [0, 1, 3, 5, 2, 4, 6, 7]);
  return tf.reshape(blocks, [...blocks.shape.slice(0, 4), -1]);
}

/** What {@link inBlocks} was given. */
function outOfBlocks(blocks: tf.Tensor, axes: readonly Axis[]): tf.Tensor {
  const [batch, ...counts] = blocks.shape.slice(0, 4);
  const strides = axes.map(({ stride }) => stride);
  const split = tf.reshape(blocks, [batch, ...counts, ...strides, -1]);
  const sizes = counts.map((count, i) => count * strides[i]);
  return tf.reshape(tf.transpose(split, [0, 1, 4, 2, 5, 3, 6, 7]), [batch, ...sizes, -1]);
}
