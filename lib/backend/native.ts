import { tf } from './tfjs';
import { FLOAT, bool, execute, executeMany, shape, text, type } from './execute';

// The kernels that tf.* does not have: TensorFlow's resources, Adam, and random numbers that are a function of a key.

const DTYPE = { dtype: FLOAT };

// The name for which TensorFlow makes a resource that lives as long as its handle (ResourceHandle::ANONYMOUS_NAME).
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A TensorFlow variable that kernels update in place; lives until its handle is disposed. */
export function createResource(initial: tf.Tensor): tf.Tensor {
  const handle = execute('VarHandleOp', [], {
    ...DTYPE,
    container: text(''),
    shared_name: text(ANONYMOUS),
    shape: shape(initial.shape),
  });
  assignResource(handle, initial);
  return tf.keep(handle);
}

/** Sets a resource's value. */
export function assignResource(handle: tf.TensorInfo, value: tf.TensorInfo): void {
  executeMany('AssignVariableOp', [handle, value], DTYPE, 0);
}

/** A resource's value as a tensor; nothing is copied until the resource changes. */
export const readResource = (handle: tf.TensorInfo) => execute('ReadVariableOp', [handle], DTYPE);

/** Updates a resource and its two moments in place by one step of Adam. Scalars in TensorFlow's order. */
export function applyAdam(
  { value, m, v }: { readonly value: tf.Tensor; readonly m: tf.Tensor; readonly v: tf.Tensor },
  scalars: readonly tf.Tensor[],
  gradient: tf.Tensor,
): void {
  const attributes = { use_locking: bool(false), use_nesterov: bool(false), T: FLOAT };
  executeMany('ResourceApplyAdam', [value, m, v, ...scalars, gradient], attributes, 0);
}

/** Updates a resource in place by gradient descent; its velocity `m` is what it moved by last. */
export function applyMomentum(
  { value, m }: { readonly value: tf.Tensor; readonly m: tf.Tensor },
  learningRate: tf.Tensor,
  gradient: tf.Tensor,
  momentum: tf.Tensor,
): void {
  const attributes = { use_locking: bool(false), use_nesterov: bool(false), T: FLOAT };
  const inputs = [value, m, learningRate, gradient, momentum];
  executeMany('ResourceApplyKerasMomentum', inputs, attributes, 0);
}

const INT = type('int32');

/** Standard normal numbers of a shape, a pure function of `key` (int32 `[2]`). */
export const statelessNormal = (size: readonly number[], key: tf.Tensor) =>
  execute('StatelessRandomNormal', [size, key], { ...DTYPE, T: INT, Tseed: INT });
/** Uniform numbers in [0, 1) of a shape, a pure function of `key` (int32 `[2]`). */
export const statelessUniform = (size: readonly number[], key: tf.Tensor) =>
  execute('StatelessRandomUniform', [size, key], { ...DTYPE, T: INT, Tseed: INT });
/** Uniform integers in [0, max) of a shape, a pure function of `key` (int32 `[2]`). */
export const statelessIntegers = (size: readonly number[], key: tf.Tensor, max: number) =>
  execute('StatelessRandomUniformInt', [size, key, 0, max], { dtype: INT, T: INT, Tseed: INT });

/** The same numbers, through which no gradient goes back: the tape does not see the op. */
export const stopGradient = <T extends tf.Tensor>(x: T): T =>
  execute('StopGradient', [x], { T: FLOAT }) as T; // its output has its input's shape
