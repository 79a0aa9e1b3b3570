import { requireInteger } from '../check';
import type { ByteImages, RgbPicture } from './images';
import type { NamedPicture } from './picture-set';

/** The upper left corner of a patch, in pixels. */
export type Corner = readonly [top: number, left: number];

/** Where patches are cut. */
export interface PatchOptions {
  /** Pixels of a side. Default 32. */
  readonly size?: number;
  /**
   * Pixels from one patch to the next, each way: `size` gives patches that share no pixel, half of it four times as
   * many.
   */
  readonly step: number;
  /**
   * Standard deviation of a patch's brightness (the mean of its channels, 0 to 255) from which on it is kept. Default
   * 8, which leaves out plain sky and blurred background.
   */
  readonly minContrast?: number;
}

/** Patches, and from where each is. */
export interface Patches {
  /** `[count, size, size, 3]`, picture by picture, row by row. */
  readonly images: ByteImages;
  /** Of each patch its picture: a place among those that were cut. */
  readonly pictures: Uint16Array;
}

/** Square patches of pictures, on a grid, where there is something to be seen. */
export function cutPatches(
  pictures: readonly NamedPicture[],
  { size = 32, step, minContrast = 8 }: PatchOptions,
): Patches {
  requireInteger('size', size, { min: 1 });
  requireInteger('step', step, { min: 1 });
  const parts = pictures.map(({ picture }) => {
    const corners = gridOf(picture.shape, size, step);
    return cutAt(
      picture,
      corners.filter((corner) => contrastOf(picture, corner, size) >= minContrast),
      size,
    );
  });
  const places = parts.flatMap(({ shape: [count] }, i) => new Array<number>(count).fill(i));
  const data = new Uint8Array(places.length * size * size * 3);
  let offset = 0;
  for (const part of parts) {
    data.set(part.data, offset);
    offset += part.data.length;
  }
  return {
    images: { shape: [places.length, size, size, 3], data },
    pictures: Uint16Array.from(places),
  };
}

/** Patches of one picture at these corners, `[count, size, size, 3]`. */
export function cutAt(
  { shape, data }: RgbPicture,
  corners: readonly Corner[],
  size: number,
): ByteImages {
  const row = size * 3;
  const cut = new Uint8Array(corners.length * size * row);
  corners.forEach(([top, left], i) => {
    for (let y = 0; y < size; y++) {
      const start = ((top + y) * shape[1] + left) * 3;
      cut.set(data.subarray(start, start + row), (i * size + y) * row);
    }
  });
  return { shape: [corners.length, size, size, 3], data: cut };
}

/** The corners of all patches of a grid that lie within a picture, row by row. */
export function gridOf(
  [height, width]: readonly number[],
  size: number,
  step: number,
): readonly Corner[] {
  const corners: Corner[] = [];
  for (let top = 0; top + size <= height; top += step) {
    for (let left = 0; left + size <= width; left += step) corners.push([top, left]);
  }
  return corners;
}

/** Standard deviation of the brightness of a patch. */
function contrastOf({ shape, data }: RgbPicture, [top, left]: Corner, size: number): number {
  let [sum, squares] = [0, 0];
  for (let y = top; y < top + size; y++) {
    const start = (y * shape[1] + left) * 3;
    for (let i = start; i < start + size * 3; i += 3) {
      const brightness = (data[i] + data[i + 1] + data[i + 2]) / 3;
      sum += brightness;
      squares += brightness ** 2;
    }
  }
  const mean = sum / size ** 2;
  return Math.sqrt(Math.max(0, squares / size ** 2 - mean ** 2));
}
