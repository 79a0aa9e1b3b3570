import { tf } from '../backend';
import { type ImageOptions, scalePixels } from './pixel-range';

/** Images as bytes in JavaScript: a quarter of what they take as float32 tensors. */
export interface ByteImages {
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
  /** Each 0 (black) to 255 (white), image by image, row by row, pixel by pixel. */
  readonly data: Uint8Array;
}

/** One colour picture of any size. */
export interface RgbPicture {
  /** `[height, width, 3]` */
  readonly shape: readonly number[];
  /** Each 0 to 255, row by row, pixel by pixel. */
  readonly data: Uint8Array;
}

/** Images as a tensor in the range asked for, float32 `[count, height, width, channels]`; the caller disposes. */
export function pixelsOf(
  { shape, data }: ByteImages,
  { range = 'zeroToOne' }: ImageOptions = {},
): tf.Tensor4D {
  return tf.tensor4d(scalePixels(data, range), [...shape]);
}

/** {@link pixelsOf}, made when they are first asked for, and again when they have been disposed meanwhile. */
export function lazyPixels(images: ByteImages, options: ImageOptions): () => tf.Tensor4D {
  let pixels: tf.Tensor4D | undefined;
  return () => {
    // kept, since whoever asks first may do so within a tf.tidy
    if (!pixels || pixels.isDisposed) pixels = tf.keep(pixelsOf(images, options));
    return pixels;
  };
}

/**
 * Some of the images, in the order asked for.
 *
 * @param places each from 0 to the number of images − 1
 * @throws RangeError when there is no such image
 */
export function pickImages({ shape, data }: ByteImages, places: ArrayLike<number>): ByteImages {
  const [count, height, width, channels] = shape;
  const size = height * width * channels;
  const picked = new Uint8Array(places.length * size);
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    if (!(Number.isInteger(place) && place >= 0 && place < count)) {
      throw new RangeError(`expected places from 0 to ${count - 1}, but got ${place}`);
    }
    picked.set(data.subarray(place * size, (place + 1) * size), i * size);
  }
  return { shape: [places.length, height, width, channels], data: picked };
}
