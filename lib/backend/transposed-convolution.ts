import { bool, execute, int, text, type, FLOAT } from './execute';
import { replaceKernel } from './register';
import { backend, tf } from './tfjs';

/** Attributes of tfjs's Conv2DBackpropInput, which is a transposed convolution's kernel too. */
interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: string | number | number[][];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape: [number, number, number, number];
}

/** From here on TensorFlow's own kernel is the faster one. */
const FEW_CHANNELS = 4;
/** The taps of stride 2 that reach a pixel: one to each side of the middle. */
const TAPS = 3;

/**
 * Lets transposed convolutions of stride 2 that end in few channels, as the last layer of a generator does, run as an
 * ordinary convolution at half the resolution.
 *
 * TensorFlow's kernel for them reaches a twentieth of the machine's speed. Of stride 2, the even and the odd rows and
 * columns of the result each come from their own taps of the filter: four small filters, four channels, which then are
 * interleaved.
 *
 * @see Shi et al. 2016, "Is the deconvolution layer the same as a convolutional layer?", section 3
 */
export function installTransposedConvolution(): void {
  const stock = tf.getKernel('Conv2DBackpropInput', 'tensorflow').kernelFunc;
  replaceKernel<Attributes>('Conv2DBackpropInput', ({ inputs, attrs }) => {
    const { dy, filter } = inputs;
    if (isSplittable(dy, filter, attrs)) return tf.tidy(() => split(dy, filter));
    return stock({ inputs: { dy, filter }, attrs: { ...attrs }, backend });
  });
}

function isSplittable(dy: tf.TensorInfo, filter: tf.TensorInfo, attrs: Attributes): boolean {
  const [height, width, channels] = filter.shape;
  const [, rows, columns] = attrs.inputShape;
  const strides = [attrs.strides].flat();
  return (
    strides.every((stride) => stride === 2) &&
    attrs.pad === 'same' &&
    attrs.dataFormat === 'NHWC' &&
    [height, width].every((size) => size >= 2 && size <= 5) &&
    channels <= FEW_CHANNELS &&
    rows === 2 * dy.shape[1] &&
    columns === 2 * dy.shape[2]
  );
}

/** `dy` `[batch, rows, columns, n]` and filter `[height, width, m, n]` to `[batch, 2 rows, 2 columns, m]`. */
function split(dy: tf.TensorInfo, filter: tf.TensorInfo): tf.Tensor {
  const [height, width, m, n] = filter.shape;
  const T = { T: FLOAT };
  const reshape = (x: tf.TensorInfo, shape: number[]) =>
    execute('Reshape', [x, shape], { ...T, Tshape: type('int32') });
  // Zeros on both sides make tap and parity two axes of the filter: [tap, parity, tap, parity, m, n].
  const padding = tf.tensor2d([around(height), around(width), [0, 0], [0, 0]], [4, 2], 'int32');
  const padded = execute('Pad', [filter, padding], { ...T, Tpaddings: type('int32') });
  const taps = reshape(padded, [TAPS, 2, TAPS, 2, m, n]);
  const turned = execute('ReverseV2', [taps, [0, 2]], { ...T, Tidx: type('int32') });
  const ordered = execute('Transpose', [turned, [0, 2, 5, 1, 3, 4]], {
    ...T,
    Tperm: type('int32'),
  });
  const small = execute('Conv2D', [dy, reshape(ordered, [TAPS, TAPS, n, 4 * m])], {
    ...T,
    strides: int([1, 1, 1, 1]),
    padding: text('SAME'),
    data_format: text('NHWC'),
    dilations: int([1, 1, 1, 1]),
    use_cudnn_on_gpu: bool(true),
  });
  return execute('DepthToSpace', [small], { ...T, block_size: int(2), data_format: text('NHWC') });
}

/**
 * Zeros before and after a filter of some size, so that it has two parities of three taps,
 * the middle where 'same' wants it.
 */
function around(size: number): [number, number] {
  const before = 2 - Math.floor((size - 2) / 2);
  return [before, 2 * TAPS - size - before];
}
