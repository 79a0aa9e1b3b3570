import type { ByteImages } from './images';
import { type SetIdentity, readSet } from './set-file';
import { unpackBits } from './voxels';

/** The file of {@link loadBrainSlices}. */
export const BRAIN_SET: SetIdentity = { name: 'brain', version: '1' };

/** Pixels of a side; a pixel is 3.4 mm. */
export const BRAIN_SIZE = 64;

/** From where slices are seen: from above, from the front, from the left. */
export const BRAIN_DIRECTIONS = ['axial', 'coronal', 'sagittal'] as const;

/** Slices in a slab; of how many slabs which one is held out; and slices beside it that are left out. */
const SLABS = { slices: 8, every: 4, which: 1, gap: 2 };

/** Slices through a head. */
export interface BrainSlices {
  /** `[count, 64, 64, 1]`: T1-weighted magnetic resonance, the whole head, 0 outside. */
  readonly images: ByteImages;
  /** `[count, 64, 64, 1]`: 255 where there is brain, 0 elsewhere. */
  readonly masks: ByteImages;
  /** Of each slice a place in {@link BRAIN_DIRECTIONS}. */
  readonly directions: Uint8Array;
  /** Of each slice how many millimetres it is above, before or to the right of the middle of the head. */
  readonly positions: Int16Array;
}

/**
 * About 200 slices through one person's head with masks of the brain, every 2 mm, in three directions.
 *
 * Slices beside each other are near copies. So in each direction every fourth slab of 16 mm is held out, and the 4 mm
 * on each side of it are left out; only slices of other directions cross it, each in a line. It is one healthy brain:
 * what a network learns here it knows of this head, and of no other.
 *
 * Colin 27 (27 scans of one person, averaged) and its brain, as MRIcron ships them, BSD-3-Clause.
 *
 * @throws Error naming the file, what was found and what to do
 * @see Holmes et al. 1998, "Enhancement of MR images using registration for signal averaging"
 */
export function loadBrainSlices(path?: string): {
  readonly train: BrainSlices;
  readonly test: BrainSlices;
} {
  const file = readSet(BRAIN_SET, path);
  const images = file.array('images', 'uint8', 3).data;
  const masks = unpackBits(file.array('masks', 'uint8', 2).data);
  const directions = file.array('directions', 'uint8', 1).data;
  const positions = file.array('positions', 'int16', 1).data;
  const sides = sidesOf(directions);
  const part = (side: 'train' | 'test'): BrainSlices => {
    const places = [...sides.keys()].filter((i) => sides[i] === side);
    return {
      images: pick(images, places),
      masks: pick(
        masks.map((bit) => 255 * bit),
        places,
      ),
      directions: Uint8Array.from(places, (i) => directions[i]),
      positions: Int16Array.from(places, (i) => positions[i]),
    };
  };
  return { train: part('train'), test: part('test') };
}

/** Of each slice on which side it is, or that it is between them. */
function sidesOf(directions: Uint8Array): ('train' | 'test' | 'between')[] {
  const isHeldOut = (slice: number) =>
    Math.floor(slice / SLABS.slices) % SLABS.every === SLABS.which;
  return Array.from(directions, (direction, i) => {
    const slice = i - directions.indexOf(direction); // slices of a direction stand one after another
    if (isHeldOut(slice)) return 'test';
    return isHeldOut(slice - SLABS.gap) || isHeldOut(slice + SLABS.gap) ? 'between' : 'train';
  });
}

function pick(data: Uint8Array, places: readonly number[]): ByteImages {
  const size = BRAIN_SIZE ** 2;
  const picked = new Uint8Array(places.length * size);
  places.forEach((place, i) =>
    picked.set(data.subarray(place * size, (place + 1) * size), i * size),
  );
  return { shape: [places.length, BRAIN_SIZE, BRAIN_SIZE, 1], data: picked };
}
