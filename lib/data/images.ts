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

/** Images one after another; all of one size. @throws RangeError when there are none */
export function joinImages(parts: readonly ByteImages[]): ByteImages {
  if (parts.length === 0) throw new RangeError('expected at least one image, but got none');
  const [, height, width, channels] = parts[0].shape;
  const count = parts.reduce((sum, { shape }) => sum + shape[0], 0);
  const data = new Uint8Array(count * height * width * channels);
  let offset = 0;
  for (const part of parts) {
    data.set(part.data, offset);
    offset += part.data.length;
  }
  return { shape: [count, height, width, channels], data };
}

/** Images of half the size: each pixel is the mean of four. @throws RangeError when a size is odd */
export function halveImages({ shape, data }: ByteImages): ByteImages {
  const [count, height, width, channels] = shape;
  if (height % 2 !== 0 || width % 2 !== 0) {
    throw new RangeError(`expected even sizes, but got ${height}×${width}`);
  }
  const row = width * channels;
  const halved = new Uint8Array(data.length / 4);
  for (let i = 0; i < halved.length; i++) {
    const [line, place] = [Math.floor((2 * i) / row), i % (row / 2)]; // lines of all images, one after another
    const [column, channel] = [Math.floor(place / channels), place % channels];
    const at = 2 * line * row + 2 * column * channels + channel;
    const sum = data[at] + data[at + channels] + data[at + row] + data[at + row + channels];
    halved[i] = Math.round(sum / 4);
  }
  return { shape: [count, height / 2, width / 2, channels], data: halved };
}
