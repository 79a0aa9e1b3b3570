// The safetensors format, which Python reads too: 8 bytes with the header's length (little-endian), the header as JSON
// ({ name: { dtype, shape, data_offsets }, __metadata__: strings }), then the arrays' bytes one after another.
// https://github.com/huggingface/safetensors#format

/** The array that holds each kind of numbers; kinds are named as in numpy. */
export interface ArrayKinds {
  readonly uint8: Uint8Array;
  readonly int8: Int8Array;
  readonly int16: Int16Array;
  readonly int32: Int32Array;
  readonly float32: Float32Array;
}

/** A kind of numbers that is read and written. */
export type NumberKind = keyof ArrayKinds;

/** For each kind its array and the format's name for it. */
const KINDS = {
  uint8: { array: Uint8Array, dtype: 'U8' },
  int8: { array: Int8Array, dtype: 'I8' },
  int16: { array: Int16Array, dtype: 'I16' },
  int32: { array: Int32Array, dtype: 'I32' },
  float32: { array: Float32Array, dtype: 'F32' },
} as const;

/** Numbers and how they are arranged. */
export interface NumberArray<A = ArrayKinds[NumberKind]> {
  /** Sizes, slowest first, such as `[1561, 32, 32, 3]`. */
  readonly shape: readonly number[];
  /** The numbers, row by row: as many as the product of the sizes. */
  readonly data: A;
}

/** Arrays by name, with strings beside them. */
export interface ArrayFile {
  readonly arrays: Readonly<Record<string, NumberArray>>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The kind of numbers that a typed array holds. @throws TypeError when it is of none of the kinds */
export function kindOf(data: ArrayKinds[NumberKind]): NumberKind {
  const found = entriesOf(KINDS).find(([, { array }]) => data instanceof array);
  if (!found) {
    throw new TypeError(`expected an array of ${Object.keys(KINDS).join(', ')}, but got ${data}`);
  }
  return found[0];
}

/**
 * Arrays as a safetensors file: equal arrays give equal bytes.
 *
 * @returns the file's parts, one after another
 * @throws RangeError when an array has not as many numbers as its shape says
 */
export function encodeSafetensors({ arrays, metadata }: ArrayFile): Uint8Array[] {
  const header: Record<string, Entry | ArrayFile['metadata']> = { __metadata__: metadata };
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(arrays)) {
    if (data.length !== sizeOf(shape)) {
      throw new RangeError(
        `expected ${name} to have ${sizeOf(shape)} numbers, but got ${data.length}`,
      );
    }
    chunks.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const end = offset + data.byteLength;
    header[name] = { dtype: KINDS[kindOf(data)].dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return [length, json, ...chunks];
}

/**
 * The arrays of a safetensors file.
 *
 * @throws Error that says in one sentence what is wrong with the bytes; who knows the file's name puts it before
 */
export function decodeSafetensors(bytes: Buffer): ArrayFile {
  const headerLength = bytes.length >= 8 ? Number(bytes.readBigUInt64LE()) : Infinity;
  if (8 + headerLength > bytes.length) {
    throw new Error(
      `expected a safetensors file, but it is cut off or of another format (${bytes.length} bytes).`,
    );
  }
  const { __metadata__: metadata, ...entries } = parseHeader(
    bytes.toString('utf8', 8, 8 + headerLength),
  );
  const data = bytes.subarray(8 + headerLength);
  const end = Math.max(0, ...Object.values(entries).map((entry) => entry.data_offsets[1]));
  if (data.length !== end) {
    throw new Error(
      `its header promises ${end} bytes of tensors, but ${data.length} follow: the file is cut off or damaged.`,
    );
  }
  const arrays = Object.entries(entries).map(([name, entry]) => [name, readArray(data, entry)]);
  return { arrays: Object.fromEntries(arrays), metadata };
}

function parseHeader(
  json: string,
): Record<string, Entry> & { readonly __metadata__: ArrayFile['metadata'] } {
  let header: Record<string, Entry> & { readonly __metadata__: ArrayFile['metadata'] };
  try {
    header = { __metadata__: {}, ...JSON.parse(json) }; // each entry is looked at below
  } catch (cause) {
    throw new Error('its header is not JSON: the file is damaged or of another format.', { cause });
  }
  for (const [name, entry] of Object.entries(header)) {
    if (name !== '__metadata__' && !isEntry(entry)) {
      throw new Error(
        `its header says of ${name} what cannot be read: ${JSON.stringify(entry)}. ` +
          `Kinds of numbers that can be read: ${entriesOf(KINDS).map(([kind]) => kind)}.`,
      );
    }
  }
  return header;
}

/** Whether a part of a header describes an array that can be read: kind, shape and place agree. */
function isEntry(entry: Partial<Entry> | null): boolean {
  const { dtype, shape, data_offsets: offsets } = entry ?? {};
  const kind = kindNamed(dtype);
  if (!kind || !Array.isArray(shape) || !Array.isArray(offsets)) return false;
  const [start, end] = offsets;
  const isWhole = [...shape, start, end].every((n) => Number.isSafeInteger(n) && n >= 0);
  return isWhole && end - start === sizeOf(shape) * KINDS[kind].array.BYTES_PER_ELEMENT;
}

function readArray(bytes: Buffer, { dtype, shape, data_offsets: [start, end] }: Entry) {
  const { array } = KINDS[kindNamed(dtype) as NumberKind]; // isEntry has looked
  const at = bytes.byteOffset + start;
  const isAligned = at % array.BYTES_PER_ELEMENT === 0;
  const buffer = isAligned ? bytes.buffer : bytes.buffer.slice(at, bytes.byteOffset + end);
  const length = sizeOf(shape);
  return { shape, data: new array(buffer as ArrayBuffer, isAligned ? at : 0, length) };
}

const kindNamed = (dtype: unknown): NumberKind | undefined =>
  entriesOf(KINDS).find(([, kind]) => kind.dtype === dtype)?.[0];

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** As Object.entries, which forgets that the names are the kinds. */
const entriesOf = (kinds: typeof KINDS) =>
  Object.entries(kinds) as [NumberKind, (typeof KINDS)[NumberKind]][];
