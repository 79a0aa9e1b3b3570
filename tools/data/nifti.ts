/** A block of numbers in three dimensions. */
export interface Volume {
  readonly shape: readonly [x: number, y: number, z: number];
  /** x fastest, then y, then z. */
  readonly data: Uint8Array;
  /** Millimetres from the middle of the head to the first element, in each direction. */
  readonly origin: readonly [x: number, y: number, z: number];
}

/** Offsets in the header. */
const [SHAPE, KIND, START, ROWS] = [42, 70, 108, 280];
const BYTES = 2;

/**
 * A NIfTI-1 file of bytes whose elements are cubes of a millimetre: x to the right, y to the front, z up.
 *
 * @throws Error when it is of another kind
 * @see https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h
 */
export function readNifti(bytes: Buffer): Volume {
  const [x, y, z] = [0, 2, 4].map((at) => bytes.readInt16LE(SHAPE + at));
  const kind = bytes.readInt16LE(KIND);
  const rows = [0, 1, 2].map((i) =>
    [0, 1, 2, 3].map((k) => bytes.readFloatLE(ROWS + 16 * i + 4 * k)),
  );
  const isPlain = rows.every((row, i) =>
    row.slice(0, 3).every((value, k) => value === Number(i === k)),
  );
  if (kind !== BYTES || !isPlain) {
    throw new Error(
      `expected cubes of a millimetre, a byte each, but got kind ${kind}, axes ${rows}`,
    );
  }
  const start = bytes.readFloatLE(START);
  const data = Uint8Array.from(bytes.subarray(start, start + x * y * z));
  return { shape: [x, y, z], data, origin: [rows[0][3], rows[1][3], rows[2][3]] };
}
