import { requireInteger } from '../../check';
import type { Part } from '../choices';
import type { ByteImages } from '../images';
import { drawFace } from './draw-face';
import { type Face, sampleFaces } from './face';
import { headModel } from './head-model';

/** How faces are drawn. */
export interface FaceSize {
  /** Pixels of a side. Default 32, at which plain expressions can be told; slight ones ask for 48. */
  readonly size?: number;
}

/** How many faces to make, and which. */
export interface FacesOptions extends FaceSize {
  /** Faces to train on, and faces of other people that are held out. */
  readonly train: number;
  readonly test: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Pictures of faces. */
export interface Faces {
  /** `[count, size, size, 3]` */
  readonly images: ByteImages;
  /** Of each what it shows: its labels. */
  readonly faces: readonly Face[];
}

/**
 * Draws faces: the same face always gives the same picture. A face in which one property is changed gives the exact
 * counterfactual: `drawFaces(faces.map((face) => ({ ...face, glasses: true })))`.
 *
 * @returns `[count, size, size, 3]`
 * @throws RangeError when `size` is not an integer of at least 1
 */
export function drawFaces(faces: readonly Face[], { size = 32 }: FaceSize = {}): ByteImages {
  requireInteger('size', size, { min: 1 });
  const model = headModel();
  const numBytes = size * size * 3;
  const data = new Uint8Array(faces.length * numBytes);
  for (const [i, face] of faces.entries()) data.set(drawFace(model, face, size), i * numBytes);
  return { shape: [faces.length, size, size, 3], data };
}

/**
 * Faces of people who do not exist, with all that is known of them: who, which expression, turned how, in which light,
 * with glasses or without. All of that is drawn independently.
 *
 * Rendered from MakeHuman's head (CC0), they look like figures of a game: no pores, no shadows cast, plain hair. What
 * is learnt on them need not hold for photographs. People of the two parts differ at every seed. About 3 ms a face.
 *
 * @throws RangeError when a count is negative or the seed is none
 */
export function makeFaces({ train, test, seed, size }: FacesOptions): {
  readonly train: Faces;
  readonly test: Faces;
} {
  const part = (name: Part, count: number): Faces => {
    const faces = sampleFaces({ count, seed, part: name });
    return { images: drawFaces(faces, { size }), faces };
  };
  return { train: part('train', train), test: part('test', test) };
}
