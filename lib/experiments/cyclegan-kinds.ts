import { makeCartoonFaces } from '../data/cartoon-faces';
import { loadSeasons } from '../data/earth';
import { type ByteImages, pickImages } from '../data/images';
import { loadPaintings } from '../data/paintings';
import { cutPatches } from '../data/patches';
import { loadPhotos } from '../data/photos';

/** Two kinds of pictures, as bytes: to train on, and held out. Those at one place are pairs where there are any. */
export interface TwoKinds {
  readonly train: { readonly a: ByteImages; readonly b: ByteImages };
  readonly test: { readonly a: ByteImages; readonly b: ByteImages };
}

/** Summer (A) and winter (B), with the latitude of each pair. */
export function loadSeasonKinds(): TwoKinds & {
  readonly latitudes: { readonly train: Float32Array; readonly test: Float32Array };
} {
  const { train, test } = loadSeasons();
  return {
    train: { a: train.inputs, b: train.targets },
    test: { a: test.inputs, b: test.targets },
    latitudes: { train: train.latitudes, test: test.latitudes },
  };
}

/** How many faces there are. */
export interface GlassesCounts {
  /** Of either kind, of different people. */
  readonly train: number;
  readonly test: number;
}

/** Of the experiment. */
export const GLASSES_COUNTS: GlassesCounts = { train: 1500, test: 500 };
/** Other faces than those by which the judge was trained. */
export const GLASSES_SEED = 11;

/**
 * Cartoon faces with glasses (A) and without (B). Nobody is in both training sets; the held-out ones are the same faces
 * with and without.
 */
export async function makeGlassesKinds({ train, test }: GlassesCounts): Promise<TwoKinds> {
  const made = await makeCartoonFaces({ train: 2 * train, test, seed: GLASSES_SEED });
  const half = (start: number) => Array.from({ length: train }, (_, i) => start + i);
  return {
    train: {
      a: pickImages(made.train.withGlasses, half(0)),
      b: pickImages(made.train.withoutGlasses, half(train)),
    },
    test: { a: made.test.withGlasses, b: made.test.withoutGlasses },
  };
}

/** Pixels from one patch to the next: held-out ones share none. */
const PATCH_STEPS = { train: 16, test: 32 };

/** Patches of photographs (A) and of paintings by van Gogh (B): no pairs. */
export function loadPaintingKinds(): TwoKinds {
  const [photos, paintings] = [loadPhotos(), loadPaintings()];
  const part = (name: keyof typeof PATCH_STEPS) => {
    const step = PATCH_STEPS[name];
    return {
      a: cutPatches(photos[name], { step }).images,
      b: cutPatches(paintings[name], { step }).images,
    };
  };
  return { train: part('train'), test: part('test') };
}
