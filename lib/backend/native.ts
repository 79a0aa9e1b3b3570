import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend';
import type { TFEOpAttr } from '@tensorflow/tfjs-node/dist/tfjs_binding';

import './quiet';
import * as tf from '@tensorflow/tfjs-node';

// A TensorFlow kernel called here costs about 20 µs; the same through tf.* costs 40 to 50 µs, and some
// operations are several calls there. Attribute names and types are those of TensorFlow's op registry.

// tfjs-node registers this class, and no other, under the name "tensorflow", its only backend.
const backend = tf.backend() as NodeJSKernelBackend;
const { binding } = backend;

const typeAttr = (name: string, value = binding.TF_FLOAT): TFEOpAttr => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value,
});
const boolAttr = (name: string, value: boolean): TFEOpAttr => ({
  name,
  type: binding.TF_ATTR_BOOL,
  value,
});
const stringAttr = (name: string, value: string): TFEOpAttr => ({
  name,
  type: binding.TF_ATTR_STRING,
  value,
});
const shapeAttr = (name: string, value: number[]): TFEOpAttr => ({
  name,
  type: binding.TF_ATTR_SHAPE,
  value,
});

const FLOAT = [typeAttr('T')];
const call = (op: string, attrs: TFEOpAttr[], inputs: tf.Tensor[]): tf.Tensor =>
  backend.executeSingleOutput(op, attrs, inputs);

const MATMUL_ATTRS = [false, true].map((transposeA) =>
  [false, true].map((transposeB) => [
    boolAttr('transpose_a', transposeA),
    boolAttr('transpose_b', transposeB),
    ...FLOAT,
  ]),
);

/** Matrix product `[n, k] × [k, m] → [n, m]`, of either factor's transpose when asked. */
export function matMul(
  a: tf.Tensor,
  b: tf.Tensor,
  transpose: { readonly a?: boolean; readonly b?: boolean } = {},
): tf.Tensor {
  return call('MatMul', MATMUL_ATTRS[Number(transpose.a ?? 0)][Number(transpose.b ?? 0)], [a, b]);
}

/** Adds a bias `[m]` to each row of `[n, m]`. */
export const biasAdd = (x: tf.Tensor, bias: tf.Tensor) => call('BiasAdd', FLOAT, [x, bias]);
/** Gradient of {@link biasAdd} in its bias: sums `[n, m]` over rows to `[m]`. */
export const biasAddGrad = (dy: tf.Tensor) => call('BiasAddGrad', FLOAT, [dy]);
/** max(x, 0). */
export const relu = (x: tf.Tensor) => call('Relu', FLOAT, [x]);
/** Gradient of {@link relu}, from its output `y`. */
export const reluGrad = (dy: tf.Tensor, y: tf.Tensor) => call('ReluGrad', FLOAT, [dy, y]);
/** 1 / (1 + e^−x). */
export const sigmoid = (x: tf.Tensor) => call('Sigmoid', FLOAT, [x]);
/** Gradient of {@link sigmoid}, from its output `y`. */
export const sigmoidGrad = (dy: tf.Tensor, y: tf.Tensor) => call('SigmoidGrad', FLOAT, [y, dy]);
/** tanh x. */
export const tanh = (x: tf.Tensor) => call('Tanh', FLOAT, [x]);
/** Gradient of {@link tanh}, from its output `y`. */
export const tanhGrad = (dy: tf.Tensor, y: tf.Tensor) => call('TanhGrad', FLOAT, [y, dy]);

const alphaAttr = (value: number): TFEOpAttr => ({
  name: 'alpha',
  type: binding.TF_ATTR_FLOAT,
  value,
});
/** x above 0, `alpha` x below. */
export const leakyRelu = (x: tf.Tensor, alpha: number) =>
  call('LeakyRelu', [...FLOAT, alphaAttr(alpha)], [x]);
/** Gradient of {@link leakyRelu}, from its input or its output (they have the same sign). */
export const leakyReluGrad = (dy: tf.Tensor, x: tf.Tensor, alpha: number) =>
  call('LeakyReluGrad', [...FLOAT, alphaAttr(alpha)], [dy, x]);

// The name for which TensorFlow makes a resource that lives as long as its handle (ResourceHandle::ANONYMOUS_NAME).
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A TensorFlow variable that kernels update in place; lives until its handle is disposed. */
export function createResource(initial: tf.Tensor): tf.Tensor {
  const handle = call(
    'VarHandleOp',
    [
      stringAttr('container', ''),
      stringAttr('shared_name', ANONYMOUS),
      typeAttr('dtype'),
      shapeAttr('shape', initial.shape),
    ],
    [],
  );
  assignResource(handle, initial);
  return tf.keep(handle);
}

/** Sets a resource's value. */
export function assignResource(handle: tf.Tensor, value: tf.Tensor): void {
  backend.executeMultipleOutputs('AssignVariableOp', [typeAttr('dtype')], [handle, value], 0);
}

/** A resource's value as a tensor; nothing is copied until the resource changes. */
export const readResource = (handle: tf.Tensor) =>
  call('ReadVariableOp', [typeAttr('dtype')], [handle]);

const ADAM_ATTRS = [boolAttr('use_locking', false), boolAttr('use_nesterov', false), ...FLOAT];

/** Updates a resource and its two moments in place by one step of Adam. Scalars in TensorFlow's order. */
export function applyAdam(
  resources: { readonly value: tf.Tensor; readonly m: tf.Tensor; readonly v: tf.Tensor },
  scalars: readonly tf.Tensor[],
  gradient: tf.Tensor,
): void {
  const { value, m, v } = resources;
  const inputs = [value, m, v, ...scalars, gradient];
  backend.executeMultipleOutputs('ResourceApplyAdam', ADAM_ATTRS, inputs, 0);
}

const randomAttrs = (dtype: number) => [
  typeAttr('dtype', dtype),
  typeAttr('T', binding.TF_INT32),
  typeAttr('Tseed', binding.TF_INT32),
];

/** Standard normal numbers of a shape (int32 `[rank]`), a pure function of `key` (int32 `[2]`). */
export const statelessNormal = (shape: tf.Tensor, key: tf.Tensor) =>
  call('StatelessRandomNormal', randomAttrs(binding.TF_FLOAT), [shape, key]);
/** Uniform numbers in [0, 1) of a shape (int32 `[rank]`), a pure function of `key` (int32 `[2]`). */
export const statelessUniform = (shape: tf.Tensor, key: tf.Tensor) =>
  call('StatelessRandomUniform', randomAttrs(binding.TF_FLOAT), [shape, key]);
/** Uniform integers in [min, max) (int32 scalars), a pure function of `key` (int32 `[2]`). */
export const statelessIntegers = (
  shape: tf.Tensor,
  key: tf.Tensor,
  min: tf.Tensor,
  max: tf.Tensor,
) => call('StatelessRandomUniformInt', randomAttrs(binding.TF_INT32), [shape, key, min, max]);
