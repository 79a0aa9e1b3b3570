import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { fileKind, requireFile } from './file-kind';

/** An array of bytes as an IDX file holds it. */
export interface IdxArray {
  /** Sizes, slowest first: `[60000, 28, 28]` for MNIST's training images. */
  readonly shape: readonly number[];
  /** The numbers, each 0 to 255, row by row. */
  readonly data: Uint8Array;
}

/** The third byte of the magic number: the element type. Only unsigned bytes are read here. */
const UNSIGNED_BYTE = 0x08;

/**
 * Reads an IDX file of unsigned bytes, plain or gzipped (told by its first bytes, not by its name).
 *
 * The format: two zero bytes, the element type (8 for unsigned bytes), the number of dimensions, each dimension as a
 * big-endian 32-bit integer, then the numbers.
 *
 * @throws Error naming the file, what was found and what to do, when it is missing, cut off,
 *   too long or of another format
 * @see LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section "File formats"
 */
export function readIdx(path: string): IdxArray {
  const bytes = readUnzipped(path);
  const numDimensions = bytes[3];
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== UNSIGNED_BYTE) {
    const found = bytes.toString('hex', 0, 4) || 'nothing';
    throw new Error(
      `${path}: expected an IDX file of unsigned bytes, which starts with 000008, but it starts with ${found}. ` +
        'Check that this is the right file.',
    );
  }
  const headerLength = 4 + 4 * numDimensions;
  if (bytes.length < headerLength) {
    throw new Error(`${path}: cut off inside its header. Fetch the file again.`);
  }
  const shape = Array.from({ length: numDimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const expected = shape.reduce((product, size) => product * size, 1);
  const found = bytes.length - headerLength;
  if (found !== expected) {
    const promised = numDimensions > 1 ? `${shape.join(' × ')} = ${expected}` : expected;
    throw new Error(
      `${path}: its header promises ${promised} bytes, but ${found} follow. Fetch the file again.`,
    );
  }
  return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + headerLength, expected) };
}

/**
 * The bytes of a file, unpacked when it is gzipped (told by its first two bytes, 1f 8b, not by its name).
 *
 * @throws Error naming the file and what to do, when it is missing or its gzip is damaged
 */
export function readUnzipped(path: string): Buffer {
  requireFile(path, "no such file. Check the folder's name, or fetch the data set again.");
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new Error(`${path}: the gzip file is damaged or cut off. Fetch the file again.`, {
      cause,
    });
  }
}

/**
 * The path of a data set's file. It may stand in the folder as `name` or `name.gz`, or as unpackers leave it: with a
 * dot in the place of the dash before `idx`, or in a folder of its own name.
 *
 * @throws Error naming the folder and what it holds instead
 */
export function findDataFile(folder: string, name: string): string {
  const kind = fileKind(folder);
  if (kind === 'nothing') throw new Error(`${folder}: no such folder. Check its name.`);
  if (kind === 'file') {
    throw new Error(
      `${folder}: expected a folder, but it is a file. Name the folder that it is in.`,
    );
  }
  const found = dataFile(folder, name);
  if (found) return found;
  const files = readdirSync(folder);
  const holds = files.length === 0 ? 'is empty' : `holds ${files.slice(0, 6).join(', ')}`;
  throw new Error(`${folder}: expected ${name} or ${name}.gz, but the folder ${holds}.`);
}

/** Whether {@link findDataFile} would find a file. */
export const holdsDataFile = (folder: string, name: string): boolean =>
  dataFile(folder, name) !== undefined;

function dataFile(folder: string, name: string): string | undefined {
  const names = [name, name.replace('-idx', '.idx')].flatMap((each) => [each, `${each}.gz`]);
  return ['', ...names]
    .flatMap((inner) => names.map((each) => join(folder, inner, each)))
    .find((path) => fileKind(path) === 'file');
}
