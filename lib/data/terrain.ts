import type { ByteImages } from './images';
import { gridOf } from './patches';
import { type SetIdentity, readSet } from './set-file';
import { type Stripes, sideOf } from './stripes';

/** The file of {@link loadHeights} and {@link loadTerrain}. */
export const TERRAIN_SET: SetIdentity = { name: 'terrain', version: '1' };

/** Pixels of a side of each patch; a pixel is a 2048th of the way around: 20 km at the equator. */
const SIZE = 32;
/** From one patch to the next. */
const STEP = 16;
/** Rows that are kept begin at 75° north and end at 60° south. */
export const HEIGHT_ROWS = { first: 85, end: 853, ofPoleToPole: 1024 } as const;
/** Stripes of 22.5 degrees. */
const STRIPES: Stripes = { width: 128, every: 4, which: 3 };
/** Levels between the lowest and the highest pixel from which on a patch counts as terrain, and share of land. */
const [MIN_RANGE, MIN_LAND] = [16, 0.6];

/** Heights of the land, `[768, 2048]`: 0 at sea to 255 on the highest mountains, in proportion. */
export interface Heights {
  readonly shape: readonly [rows: number, columns: number];
  readonly data: Uint8Array;
}

/** Patches of terrain. */
export interface Terrain {
  /** `[count, 32, 32, 1]`: heights stretched, so that each patch's lowest pixel is 0 and its highest 255. */
  readonly heights: ByteImages;
  /** Of each patch what was stretched: its highest less its lowest level, 16 to 255. */
  readonly ranges: Uint8Array;
}

/**
 * The Earth's heights from 75° north to 60° south, a pixel for each 2048th of the way around.
 *
 * Heights from NASA, in the public domain; package MIT.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadHeights(path?: string): Heights {
  const { shape, data } = readSet(TERRAIN_SET, path).array('heights', 'uint8', 2);
  return { shape: [shape[0], shape[1]], data };
}

/**
 * Terrain: 32×32 patches of {@link loadHeights} that are land for 60 % and not flat, each beside its neighbours by half
 * of its pixels. Held out is every fourth stripe of longitude. The eight turns and mirror images of a patch are terrain
 * too.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadTerrain(path?: string): { readonly train: Terrain; readonly test: Terrain } {
  const heights = loadHeights(path);
  const corners = gridOf(heights.shape, SIZE, STEP);
  const part = (side: 'train' | 'test'): Terrain => {
    const patches = corners
      .filter(([, left]) => sideOf(STRIPES, left, SIZE) === side)
      .map((corner) => patchAt(heights, corner))
      .filter(isTerrain);
    const data = new Uint8Array(patches.length * SIZE ** 2);
    patches.forEach((patch, i) => data.set(stretch(patch), i * SIZE ** 2));
    return {
      heights: { shape: [patches.length, SIZE, SIZE, 1], data },
      ranges: Uint8Array.from(patches, rangeOf),
    };
  };
  return { train: part('train'), test: part('test') };
}

function patchAt({ shape, data }: Heights, [top, left]: readonly [number, number]): Uint8Array {
  const patch = new Uint8Array(SIZE ** 2);
  for (let y = 0; y < SIZE; y++) {
    const start = (top + y) * shape[1] + left;
    patch.set(data.subarray(start, start + SIZE), y * SIZE);
  }
  return patch;
}

const rangeOf = (patch: Uint8Array): number => Math.max(...patch) - Math.min(...patch);

function isTerrain(patch: Uint8Array): boolean {
  const land = patch.reduce((count, height) => count + (height > 0 ? 1 : 0), 0);
  return land >= MIN_LAND * patch.length && rangeOf(patch) >= MIN_RANGE;
}

function stretch(patch: Uint8Array): Uint8Array {
  const [lowest, range] = [Math.min(...patch), rangeOf(patch)];
  return patch.map((height) => Math.round(((height - lowest) * 255) / range));
}
