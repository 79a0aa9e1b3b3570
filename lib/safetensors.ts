import { readFileSync } from 'node:fs';

import { writeAtomically } from './atomic-write';
import { tf } from './backend';
import { requireFile } from './data/file-kind';

// The safetensors format, which Python reads too: 8 bytes with the header's length (little-endian), the header as JSON
// ({ name: { dtype, shape, data_offsets }, __metadata__: strings }), then the tensors' bytes one after another.
// https://github.com/huggingface/safetensors#format

/** Tensors by name, with strings beside them. */
export interface TensorFile {
  /** Float32 tensors; who reads the file disposes them. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Entry {
  /** `F32`, where we wrote it. */
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Writes a safetensors file whole or not at all: into a file beside it, which takes its name once it is on disk. What
 * stood under the name stays until then.
 *
 * @throws TypeError naming a tensor that is not float32; Error naming the file and the cause (no such folder, no permission,
 *   disk full)
 */
export function writeTensorFile(path: string, { tensors, metadata }: TensorFile): void {
  const header: Record<string, Entry | Readonly<Record<string, string>>> = {
    __metadata__: metadata,
  };
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor.dtype !== 'float32') {
      throw new TypeError(`expected ${name} to be float32, but got ${tensor.dtype}`);
    }
    const values = tensor.dataSync<'float32'>();
    chunks.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    const end = offset + values.byteLength;
    header[name] = { dtype: 'F32', shape: tensor.shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  writeAtomically(path, [length, json, ...chunks]);
}

/**
 * Reads a safetensors file of float32 tensors.
 * @throws Error naming the file and what is wrong: missing, cut off, or of another format
 */
export function readTensorFile(path: string): TensorFile {
  const bytes = readBytes(path);
  const headerLength = bytes.length >= 8 ? Number(bytes.readBigUInt64LE()) : Infinity;
  if (8 + headerLength > bytes.length) {
    throw new Error(
      `${path}: expected a safetensors file, but it is cut off or of another format (${bytes.length} bytes). ` +
        'Use an older checkpoint, or start again.',
    );
  }
  const { __metadata__: metadata, ...entries } = parseHeader(
    path,
    bytes.toString('utf8', 8, 8 + headerLength),
  );
  const data = bytes.subarray(8 + headerLength);
  const end = Math.max(0, ...Object.values(entries).map((entry) => entry.data_offsets[1]));
  if (data.length !== end) {
    throw new Error(
      `${path}: its header promises ${end} bytes of tensors, but ${data.length} follow: the file is cut off or ` +
        'damaged. Use an older checkpoint, or start again.',
    );
  }
  requireFloats(path, entries);
  const tensors = Object.fromEntries(
    Object.entries(entries).map(([name, { shape, data_offsets: offsets }]) => {
      const [start, stop] = offsets.map((offset) => data.byteOffset + offset);
      const copy = data.buffer.slice(start, stop); // aligned
      return [name, tf.tensor(new Float32Array(copy), shape)];
    }),
  );
  return { tensors, metadata };
}

function requireFloats(path: string, entries: Readonly<Record<string, Entry>>): void {
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(entries)) {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1);
    if (dtype === 'F32' && offsets[1] - offsets[0] === bytes) continue;
    throw new Error(
      `${path}: expected float32 tensors (F32), but ${name} is ${dtype} [${shape.join(', ')}] in ` +
        `${offsets[1] - offsets[0]} bytes. It is not a file of this course.`,
    );
  }
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

function parseHeader(
  path: string,
  json: string,
): Record<string, Entry> & { __metadata__: Record<string, string> } {
  try {
    // The shape is checked where it is used: lengths here, names and shapes by who asked for the file.
    return { __metadata__: {}, ...JSON.parse(json) };
  } catch (cause) {
    throw new Error(`${path}: its header is not JSON: the file is damaged or of another format.`, {
      cause,
    });
  }
}
