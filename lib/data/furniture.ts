import { type SetIdentity, readSet } from './set-file';
import { type Voxels, pickVoxels, unpackBits } from './voxels';

/** The file of {@link loadFurniture}. */
export const FURNITURE_SET: SetIdentity = { name: 'furniture', version: '1' };

/** The classes. */
export const FURNITURE_CLASSES = ['chair', 'table', 'sofa', 'bed', 'cabinet', 'lamp'] as const;
export type FurnitureClass = (typeof FURNITURE_CLASSES)[number];

/** Cells of a side. */
export const FURNITURE_SIZE = 16;

/** One family of shapes in so many is held out: the one with this place among them. */
const HELD_OUT = { every: 5, which: 2 };

/** Pieces of furniture. */
export interface Furniture {
  /**
   * `[count, 16, 16, 16]`: the longest side fills the cube; each stands in the middle of the floor and looks to the
   * front.
   */
  readonly shapes: Voxels;
  /** Of each its class: a place in {@link FURNITURE_CLASSES}. */
  readonly labels: Uint8Array;
  /** What its maker calls it, such as `Bunk bed`. */
  readonly names: readonly string[];
}

/**
 * About 200 pieces of furniture that people modelled for Sweet Home 3D, as cubes.
 *
 * Held out is one family in five: shapes of which each has nine tenths of its cells in common with another one of the
 * family are on one side. Turns and mirror images are for the lesson to make. Licences: CC0 and CC BY 3.0; the manifest
 * names the makers.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadFurniture(path?: string): {
  readonly train: Furniture;
  readonly test: Furniture;
} {
  const set = readSet(FURNITURE_SET, path);
  const labels = set.array('labels', 'uint8', 1).data;
  const families = set.array('families', 'int16', 1).data;
  const names = set.lines('names');
  const shapes: Voxels = {
    shape: [labels.length, FURNITURE_SIZE, FURNITURE_SIZE, FURNITURE_SIZE],
    data: unpackBits(set.array('bits', 'uint8', 2).data),
  };
  const part = (isTest: boolean): Furniture => {
    const isHeldOut = (i: number) => families[i] % HELD_OUT.every === HELD_OUT.which;
    const places = names.flatMap((_, i) => (isHeldOut(i) === isTest ? [i] : []));
    return {
      shapes: pickVoxels(shapes, places),
      labels: Uint8Array.from(places, (i) => labels[i]),
      names: places.map((i) => names[i]),
    };
  };
  return { train: part(false), test: part(true) };
}
