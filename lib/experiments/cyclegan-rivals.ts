import { tf } from '../backend';
import { fitColourMatch } from '../baselines/colour-match';
import { fitPatchRidge } from '../baselines/patch-ridge';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { makeCartoonFaces } from '../data/cartoon-faces';
import { type ByteImages, pickImages, pixelsOf } from '../data/images';
import type { Translation } from '../metrics/return-trip';
import { Random } from '../random';
import { GLASSES_COUNTS, GLASSES_SEED, type TwoKinds, loadSeasonKinds } from './cyclegan-kinds';
import type { BothWays } from './cyclegan-measures';

/** Other pictures of the right kind, whatever was asked for: what the numbers are of a set that cannot be told from it. */
export function otherPictures({ train }: TwoKinds): BothWays {
  const drawnFrom =
    (kind: ByteImages): Translation =>
    ({ shape: [count] }) =>
      pixelsOf(pickImages(kind, placesAtRandom(count, kind.shape[0])));
  return { there: drawnFrom(train.b), back: drawnFrom(train.a) };
}

/** Moves the colours of the one kind to those of the other. */
export function colourMatch({ train }: TwoKinds): BothWays {
  const [a, b] = [pixelsOf(train.a), pixelsOf(train.b)];
  const [there, back] = [fitColourMatch(a, b), fitColourMatch(b, a)];
  tf.dispose([a, b]);
  return { there: there.predict, back: back.predict };
}

/** The ceiling, where the partners are known. */
export const truePartners = ({ test }: TwoKinds): BothWays => ({
  there: () => pixelsOf(test.b),
  back: () => pixelsOf(test.a),
});

/** Leaves every picture as it is. */
export const doNothing: BothWays = { there: (x) => tf.clone(x), back: (x) => tf.clone(x) };

/** Places at random, as the rivals' training pairs are to be like each other from first to last. */
const placesAtRandom = (count: number, of: number) =>
  new Random(1).permutation(of).subarray(0, count);

/** Pairs of pictures to fit a rival on that may look at pairs, in 0..1. */
interface Pairs {
  readonly a: tf.Tensor4D;
  readonly b: tf.Tensor4D;
}

const pairsAt = ({ train }: TwoKinds, places: ArrayLike<number>): Pairs => ({
  a: pixelsOf(pickImages(train.a, places)),
  b: pixelsOf(pickImages(train.b, places)),
});

/** A hundred pairs tell all that a map of 5×5 pixels can know. */
const NUM_PATCH_PAIRS = 100;

/** A linear map of 5×5 pixels that has seen pairs of seasons. */
export async function seasonsFromPairs(): Promise<BothWays> {
  const kinds = loadSeasonKinds();
  const { a, b } = pairsAt(kinds, placesAtRandom(NUM_PATCH_PAIRS, kinds.train.a.shape[0]));
  const [there, back] = [fitPatchRidge(a, b), fitPatchRidge(b, a)];
  tf.dispose([a, b]);
  return { there: there.predict, back: back.predict };
}

/** A linear map of whole faces that has seen pairs: where glasses sit is known. */
export async function glassesFromPairs(): Promise<BothWays> {
  const { train, seed } = { ...GLASSES_COUNTS, seed: GLASSES_SEED };
  const made = await makeCartoonFaces({ train, test: 0, seed });
  const [a, b] = [made.train.withGlasses, made.train.withoutGlasses].map((kind) => pixelsOf(kind));
  const [there, back] = [fitRidgeRegression(a, b), fitRidgeRegression(b, a)];
  tf.dispose([a, b]);
  return { there: there.predict, back: back.predict };
}
