/**
 * The numbers of a NumPy file (.npy) of one dimension and unsigned integers of two bytes.
 *
 * @throws Error when it is of another kind
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpyUint16(bytes: Uint8Array): Uint16Array {
  const buffer = Buffer.from(bytes);
  const headerLength = buffer.readUInt16LE(8);
  const header = buffer.toString('latin1', 10, 10 + headerLength);
  const count = /'descr': '<u2'.*'shape': \((\d+),\)/.exec(header)?.[1];
  if (!count) throw new Error(`expected a row of unsigned 16-bit integers, but got ${header}`);
  const start = 10 + headerLength;
  return Uint16Array.from({ length: Number(count) }, (_, i) => buffer.readUInt16LE(start + 2 * i));
}
