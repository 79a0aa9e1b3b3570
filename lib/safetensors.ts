import { readFileSync } from 'node:fs';

import { writeAtomically } from './atomic-write';
import { tf } from './backend';
import { requireFile } from './data/file-kind';
import { type NumberArray, decodeSafetensors, encodeSafetensors } from './safetensors-format';

/** Tensors by name, with strings beside them. */
export interface TensorFile {
  /** Float32 tensors; who reads the file disposes them. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes a safetensors file whole or not at all: into a file beside it, which takes its name once it is on disk. What
 * stood under the name stays until then.
 *
 * @throws TypeError naming a tensor that is not float32; Error naming the file and the cause (no such folder, no
 *   permission, disk full)
 */
export function writeTensorFile(path: string, { tensors, metadata }: TensorFile): void {
  const arrays = Object.entries(tensors).map(([name, tensor]): [string, NumberArray] => {
    if (tensor.dtype === 'float32') {
      return [name, { shape: tensor.shape, data: tensor.dataSync<'float32'>() }];
    }
    throw new TypeError(`expected ${name} to be float32, but got ${tensor.dtype}`);
  });
  writeAtomically(path, encodeSafetensors({ arrays: Object.fromEntries(arrays), metadata }));
}

/**
 * Reads a safetensors file of float32 tensors.
 * @throws Error naming the file and what is wrong: missing, cut off, or of another format
 */
export function readTensorFile(path: string): TensorFile {
  const bytes = readBytes(path);
  try {
    const { arrays, metadata } = decodeSafetensors(bytes);
    const floats = Object.entries(arrays).map(([name, array]) => requireFloats(name, array));
    const tensors = floats.map(({ name, shape, data }) => [name, tf.tensor(data, [...shape])]);
    return { tensors: Object.fromEntries(tensors), metadata };
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message : cause;
    throw new Error(`${path}: ${fault} Use an older checkpoint, or start again.`, { cause });
  }
}

function requireFloats(name: string, { shape, data }: NumberArray) {
  if (data instanceof Float32Array) return { name, shape, data };
  throw new Error(`expected ${name} to be of float32, but it is a ${data.constructor.name}.`);
}

function readBytes(path: string): Buffer {
  const advice = 'cannot be read. Check the name; `npm run train` writes one.';
  requireFile(path, advice);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`${path}: ${advice}`, { cause });
  }
}
