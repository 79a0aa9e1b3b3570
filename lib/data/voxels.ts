import { tf } from '../backend';
import type { ImageOptions } from './pixel-range';

/** Shapes of cubes, in JavaScript. */
export interface Voxels {
  /** From the floor up, from back to front, from left to right. */
  readonly shape: readonly [count: number, height: number, depth: number, width: number];
  /** 1 where there is something, 0 where there is nothing. */
  readonly data: Uint8Array;
}

/** Shapes as a tensor, float32 `[count, height, depth, width, 1]` in the range asked for; the caller disposes. */
export function voxelTensorOf(
  { shape, data }: Voxels,
  { range = 'zeroToOne' }: ImageOptions = {},
): tf.Tensor5D {
  const values = Float32Array.from(data);
  if (range === 'minusOneToOne') values.forEach((value, i) => (values[i] = 2 * value - 1));
  return tf.tensor5d(values, [...shape, 1]);
}

/** Eight cells in a byte, the first one in its lowest bit, as sets' files hold them. */
export function packBits(cells: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(cells.length / 8));
  cells.forEach((cell, i) => (bytes[i >> 3] |= cell << (i & 7)));
  return bytes;
}

/** The cells of {@link packBits}, 0 or 1, eight for each byte. */
export function unpackBits(bytes: Uint8Array): Uint8Array {
  const cells = new Uint8Array(bytes.length * 8);
  for (let i = 0; i < cells.length; i++) cells[i] = (bytes[i >> 3] >> (i & 7)) & 1;
  return cells;
}

/** Some of the shapes, in the order asked for. */
export function pickVoxels({ shape, data }: Voxels, places: readonly number[]): Voxels {
  const [, height, depth, width] = shape;
  const size = height * depth * width;
  const picked = new Uint8Array(places.length * size);
  places.forEach((place, i) =>
    picked.set(data.subarray(place * size, (place + 1) * size), i * size),
  );
  return { shape: [places.length, height, depth, width], data: picked };
}
