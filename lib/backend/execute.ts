import { backend, tf } from './tfjs';

const { binding } = backend;

/** Value of a TensorFlow op's attribute, with its type in the op registry. */
export interface OpAttribute {
  readonly type: number;
  readonly value: boolean | number | number[] | string;
}
/** Input of a TensorFlow op: a tensor, or whole numbers that become an int32 vector or scalar. */
export type OpInput = tf.TensorInfo | readonly number[] | number;
type Attributes = Readonly<Record<string, OpAttribute>>;

/** An attribute that names a number type. */
export const type = (dtype: tf.DataType): OpAttribute => ({
  type: binding.TF_ATTR_TYPE,
  value: backend.getDTypeInteger(dtype),
});
/** A true or false attribute. */
export const bool = (value: boolean): OpAttribute => ({ type: binding.TF_ATTR_BOOL, value });
/** A whole number, or a list of them, as an attribute. */
export const int = (value: number | number[]): OpAttribute => ({
  type: binding.TF_ATTR_INT,
  value,
});
/** A real number as an attribute. */
export const float = (value: number): OpAttribute => ({ type: binding.TF_ATTR_FLOAT, value });
/** A string attribute. */
export const text = (value: string): OpAttribute => ({ type: binding.TF_ATTR_STRING, value });
/** A shape as an attribute. */
export const shape = (value: number[]): OpAttribute => ({ type: binding.TF_ATTR_SHAPE, value });
/** The attribute value DT_FLOAT. */
export const FLOAT = type('float32');

/** Runs a TensorFlow op of one output. @returns its output, which the caller owns */
export const execute = (op: string, inputs: readonly OpInput[], attributes: Attributes) =>
  executeMany(op, inputs, attributes, 1)[0];

/** Runs a TensorFlow op of several outputs. @returns its outputs, which the caller owns */
export function executeMany(
  op: string,
  inputs: readonly OpInput[],
  attributes: Attributes,
  numOutputs: number,
): tf.Tensor[] {
  const made: tf.Tensor[] = [];
  const tensors = inputs.map((input) => {
    if (typeof input === 'object' && 'dataId' in input) return input;
    const tensor =
      typeof input === 'number' ? tf.scalar(input, 'int32') : tf.tensor1d([...input], 'int32');
    made.push(tensor);
    return tensor;
  });
  const attrs = Object.entries(attributes).map(([name, attribute]) => ({ name, ...attribute }));
  // The backend reads nothing of its inputs but their dataId.
  const args = tensors as tf.Tensor[];
  const outputs =
    numOutputs === 1
      ? [backend.executeSingleOutput(op, attrs, args)]
      : backend.executeMultipleOutputs(op, attrs, args, numOutputs);
  tf.dispose(made);
  return outputs;
}

/** The same data under a second handle, without a native call. */
export function share(x: tf.TensorInfo): tf.TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
