import { tf } from '../backend';
import { decodeMuLaw } from './mu-law';

/** Samples a second of the course's sounds: a telephone's, which keeps what is below 4,000 Hz. */
export const SAMPLE_RATE = 8000;

/** Samples of a clip: 0.512 seconds. */
export const CLIP_LENGTH = 4096;

/** Short sounds of one length, as bytes in JavaScript: a quarter of what they take as float32 tensors. */
export interface Sounds {
  readonly shape: readonly [count: number, length: number];
  /** µ-law (see {@link decodeMuLaw}), sound by sound. */
  readonly data: Uint8Array;
}

/** Sounds as a tensor in −1 to 1, float32 `[count, length, 1]`; the caller disposes. */
export function waveformsOf({ shape, data }: Sounds): tf.Tensor3D {
  return tf.tensor3d(decodeMuLaw(data), [...shape, 1]);
}

/**
 * Some of the sounds, in the order asked for.
 *
 * @param places each from 0 to the number of sounds − 1
 * @throws RangeError when there is no such sound
 */
export function pickSounds({ shape, data }: Sounds, places: ArrayLike<number>): Sounds {
  const [count, length] = shape;
  const picked = new Uint8Array(places.length * length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    if (!(Number.isInteger(place) && place >= 0 && place < count)) {
      throw new RangeError(`expected places from 0 to ${count - 1}, but got ${place}`);
    }
    picked.set(data.subarray(place * length, (place + 1) * length), i * length);
  }
  return { shape: [places.length, length], data: picked };
}
