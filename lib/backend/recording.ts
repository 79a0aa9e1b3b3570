import type { TFEOpAttr } from '@tensorflow/tfjs-node/dist/tfjs_binding';

import { backend, tf } from './tfjs';

/** A tensor's data: clones of a tensor share one, and a variable gets another with each update. */
export type DataId = tf.Tensor['dataId'];

/** What the backend keeps of a tensor. */
export interface Stored {
  /** TensorFlow's number of the type. */
  readonly dtype: number;
  readonly shape: readonly number[];
  /** What JavaScript has made and no kernel has asked for yet; else null. */
  readonly values: ArrayLike<number> | null;
}

/** One kernel that was called. */
export interface Operation {
  readonly name: string;
  readonly attributes: readonly TFEOpAttr[];
  readonly inputs: readonly DataId[];
  readonly outputs: readonly DataId[];
}

/** A tensor that a kernel was given, as it was at the first time. */
export interface Given extends Stored {
  readonly tensor: tf.TensorInfo;
}

/** A TensorFlow resource. */
export interface Resource {
  readonly handle: tf.TensorInfo;
  readonly shape: readonly number[];
}

/** What a function did, as TensorFlow saw it. */
export interface Recording<T> {
  readonly result: T;
  /** In the order in which they ran. */
  readonly operations: readonly Operation[];
  readonly given: ReadonlyMap<DataId, Given>;
  readonly resources: ReadonlyMap<DataId, Resource>;
}

/** Thrown when a function does what a recording cannot repeat. */
export class NotRecordable extends Error {}

// The backend's map is private in its declaration only.
const { tensorMap } = backend as unknown as { tensorMap: { get(id: DataId): Stored } };

/** What the backend keeps of a tensor. */
export const storedAs = ({ dataId }: tf.TensorInfo): Stored => tensorMap.get(dataId);

/**
 * Runs a function and writes down every kernel that it calls. Automatic differentiation is such calls too. What it
 * changes in resources is set back.
 *
 * @param f synchronous; called within a tf.tidy, which owns the tensors of the recording
 * @throws NotRecordable when `f` reads a tensor's numbers, since what it does with them would not be seen
 */
export function record<T>(f: () => T): Recording<T> {
  const operations: Operation[] = [];
  const given = new Map<DataId, Given>();
  const resources = new Map<DataId, Resource & { readonly before: tf.Tensor }>();
  // The class's methods, which the recorder's hide until they are deleted.
  const { executeMultipleOutputs } = backend;
  const call: typeof executeMultipleOutputs = (...args) =>
    executeMultipleOutputs.apply(backend, args);
  const execute: typeof executeMultipleOutputs = (name, attributes, inputs, numOutputs) => {
    for (const tensor of inputs) {
      const { dataId } = tensor;
      if (given.has(dataId)) continue;
      // A variable's data is another later on, so what it is now is noted.
      const stored = {
        ...storedAs(tensor),
        tensor: { dataId, shape: tensor.shape, dtype: tensor.dtype },
      };
      given.set(dataId, stored);
      if (stored.dtype !== backend.binding.TF_RESOURCE) continue;
      const before = tf.keep(call('ReadVariableOp', DTYPE, [tensor], 1)[0]);
      resources.set(dataId, { handle: stored.tensor, shape: before.shape, before });
    }
    const inputIds = inputs.map(idOf);
    const outputs = call(name, attributes, inputs, numOutputs);
    operations.push({ name, attributes, inputs: inputIds, outputs: outputs.map(idOf) });
    return outputs;
  };
  const recorder = {
    executeMultipleOutputs: execute,
    executeSingleOutput: (...[name, attributes, inputs]: SingleOutput) =>
      execute(name, attributes, inputs, 1)[0],
    readSync(id: DataId) {
      const { values } = tensorMap.get(id);
      if (values !== null) return values;
      throw new NotRecordable('a tensor was read with dataSync() within a step');
    },
  };
  Object.assign(backend, recorder);
  try {
    return { result: f(), operations, given, resources };
  } finally {
    for (const method of Object.keys(recorder)) Reflect.deleteProperty(backend, method);
    for (const { handle, before } of resources.values()) {
      call('AssignVariableOp', DTYPE, [handle, before], 0);
      before.dispose();
    }
  }
}

type SingleOutput = Parameters<typeof backend.executeSingleOutput>;

const { TF_ATTR_TYPE, TF_FLOAT } = backend.binding;
const DTYPE = [{ name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT }];

const idOf = ({ dataId }: tf.TensorInfo) => dataId;
