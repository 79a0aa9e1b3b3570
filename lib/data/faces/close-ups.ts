import type { Part } from '../choices';
import type { ByteImages } from '../images';
import { type Face, sampleFaces } from './face';
import { type Faces, type FacesOptions, drawFaces } from './faces';

/** Pixels of a side of the head's picture, and of the part of it that is kept. */
const [WHOLE, SIZE] = [48, 32];
/** Where that part begins: eyes, nose and mouth of a head that is turned by up to 30° are in it. */
const [TOP, LEFT] = [14, 8];

/**
 * Faces as {@link drawFaces} has them, from nearer: of pictures of 48×48 pixels the part with eyes, nose and mouth, in
 * which expressions that look alike at 32×32 can be told.
 *
 * @returns `[count, 32, 32, 3]`
 */
export function drawCloseUps(faces: readonly Face[]): ByteImages {
  const whole = drawFaces(faces, { size: WHOLE }).data;
  const rowBytes = SIZE * 3;
  const data = new Uint8Array(faces.length * SIZE * rowBytes);
  for (let row = 0; row < faces.length * SIZE; row++) {
    const [face, line] = [Math.floor(row / SIZE), row % SIZE];
    const start = ((face * WHOLE + TOP + line) * WHOLE + LEFT) * 3;
    data.set(whole.subarray(start, start + rowBytes), row * rowBytes);
  }
  return { shape: [faces.length, SIZE, SIZE, 3], data };
}

/** The faces of {@link makeFaces} as {@link drawCloseUps} shows them; about 6 ms a face. */
export function makeCloseUps({ train, test, seed }: Omit<FacesOptions, 'size'>): {
  readonly train: Faces;
  readonly test: Faces;
} {
  const part = (name: Part, count: number): Faces => {
    const faces = sampleFaces({ count, seed, part: name });
    return { images: drawCloseUps(faces), faces };
  };
  return { train: part('train', train), test: part('test', test) };
}
