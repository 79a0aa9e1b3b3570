import { tf } from './tfjs';
import { bool, execute, int, share, type } from './execute';
import { indexError } from './index-error';
import { replaceKernel } from './register';

/**
 * Puts native kernels in the place of slow ones of tfjs-node, for everything written with `tf.*` and `tf.layers`.
 *
 * A native call costs about 20 µs whatever it does, and gradients are full of casts and reshapes that change nothing.
 */
export function installKernels(): void {
  replaceKernel('Add', add);
  replaceKernel('BatchMatMul', matMul);
  replaceKernel('BroadcastTo', broadcastTo);
  replaceKernel('Cast', cast);
  replaceKernel('ExpandDims', expandDims);
  replaceKernel('GatherV2', gather);
  replaceKernel('Reshape', reshape);
  replaceKernel('Step', step);
}

type Inputs<Name extends string> = Readonly<Record<Name, tf.TensorInfo>>;

/**
 * The op says which kind of sum it is. TensorFlow's graph optimizer takes a plain Add after a product for that of a
 * bias, and errs when it is a sum of two gradients `[1, n]`.
 */
function add({ inputs: { a, b } }: { inputs: Inputs<'a' | 'b'> }): tf.TensorInfo {
  const T = { T: type(a.dtype) };
  if (tf.util.arraysEqual(a.shape, b.shape)) return execute('AddN', [a, b], { ...T, N: int(2) });
  if (isBiasOf(b.shape, a.shape)) return execute('BiasAdd', [a, b], T);
  if (isBiasOf(a.shape, b.shape)) return execute('BiasAdd', [b, a], T);
  return execute('AddV2', [a, b], T);
}

/** Whether a tensor of the first shape is added to one of the second as a bias: to each row, or to each channel. */
export const isBiasOf = (bias: readonly number[], x: readonly number[]) =>
  bias.length === 1 && x.length > 1 && x.at(-1) === bias[0];

function matMul({
  inputs: { a, b },
  attrs: { transposeA, transposeB },
}: {
  inputs: Inputs<'a' | 'b'>;
  attrs: { transposeA: boolean; transposeB: boolean };
}): tf.TensorInfo {
  const T = type(a.dtype);
  const [left, right] = [bool(transposeA), bool(transposeB)];
  // BatchMatMulV2 takes any rank, but looks for batches first.
  return a.shape.length === 2 && b.shape.length === 2
    ? execute('MatMul', [a, b], { transpose_a: left, transpose_b: right, T })
    : execute('BatchMatMulV2', [a, b], { adj_x: left, adj_y: right, T });
}

/** `tf.broadcastTo` itself goes through Tile; this one is for gradients. */
function broadcastTo({
  inputs: { x },
  attrs: { shape },
}: {
  inputs: Inputs<'x'>;
  attrs: { shape: number[] };
}): tf.TensorInfo {
  return execute('BroadcastTo', [x, shape], { T: type(x.dtype), Tidx: type('int32') });
}

function cast({
  inputs: { x },
  attrs: { dtype },
}: {
  inputs: Inputs<'x'>;
  attrs: { dtype: tf.DataType };
}): tf.TensorInfo {
  if (dtype === x.dtype) return share(x);
  return execute('Cast', [x], {
    SrcT: type(x.dtype),
    DstT: type(dtype),
    Truncate: bool(false),
  });
}

/** tfjs-node's own first reads all indices back to JavaScript; TensorFlow checks them by itself, and throws. */
function gather({
  inputs: { x, indices },
  attrs: { axis, batchDims },
}: {
  inputs: Inputs<'x' | 'indices'>;
  attrs: { axis: number; batchDims?: number };
}): tf.TensorInfo {
  const attributes = {
    batch_dims: int(batchDims ?? 0),
    Tparams: type(x.dtype),
    Tindices: type(indices.dtype),
    Taxis: type('int32'),
  };
  try {
    return execute('GatherV2', [x, indices, axis], attributes);
  } catch (error) {
    throw indexError(error);
  }
}

function reshape({
  inputs: { x },
  attrs: { shape },
}: {
  inputs: Inputs<'x'>;
  attrs: { shape: number[] };
}): tf.TensorInfo {
  if (tf.util.arraysEqual(shape, x.shape)) return share(x);
  return execute('Reshape', [x, shape], { T: type(x.dtype), Tshape: type('int32') });
}

/** tfjs-node's own names no type, without which TensorFlow takes it into no graph. */
function expandDims({
  inputs: { input },
  attrs: { dim },
}: {
  inputs: Inputs<'input'>;
  attrs: { dim: number };
}): tf.TensorInfo {
  const shape = [...input.shape];
  shape.splice(dim < 0 ? dim + shape.length + 1 : dim, 0, 1);
  return reshape({ inputs: { x: input }, attrs: { shape } });
}

/** 1 above 0, `alpha` elsewhere; NaN stays NaN. */
function step({
  inputs: { x },
  attrs: { alpha },
}: {
  inputs: Inputs<'x'>;
  attrs: { alpha: number };
}): tf.TensorInfo {
  const T = { T: type(x.dtype) };
  return tf.tidy(() => {
    const isAbove = execute('Sign', [execute('Relu', [x], T)], T);
    if (alpha === 0) return isAbove;
    const scaled = execute('Mul', [isAbove, tf.scalar(1 - alpha, x.dtype)], T);
    return execute('AddV2', [scaled, tf.scalar(alpha, x.dtype)], T);
  });
}
