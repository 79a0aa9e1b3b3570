import { tf } from '../backend';

/** Which numbers stand for black and white: 0 and 1, or −1 and 1 (for a generator that ends in tanh). */
export type PixelRange = 'zeroToOne' | 'minusOneToOne';

/** How to load images. */
export interface ImageOptions {
  /** Default `zeroToOne`, as the article scales. */
  readonly range?: PixelRange;
}

/** Ends of the ranges, and how bytes come into them. */
const RANGES = {
  zeroToOne: { low: 0, high: 1, words: '0..1', fromBytes: 'divide by 255' },
  minusOneToOne: {
    low: -1,
    high: 1,
    words: '−1..1',
    fromBytes: 'divide by 127.5 and take away 1',
  },
} as const;

/**
 * Tells images of another type or scale. Numbers a little outside the range, up to half of its width, are what networks
 * and interpolation make; further away they are of another range. NaN is let through.
 *
 * @throws TypeError when images are not float32, RangeError when they are not of the range, with what to do
 */
export function requirePixels(images: tf.Tensor, range: PixelRange): void {
  const { low, high, words } = RANGES[range];
  const [min, max] = extremes(images);
  const slack = (high - low) / 2;
  const isFloat = images.dtype === 'float32';
  if (isFloat && !(min < low - slack) && !(max > high + slack)) return;
  const found = isFloat ? `numbers from ${min} to ${max}` : `${images.dtype} up to ${max}`;
  const message = `expected float32 images in ${words}, but got ${found}: ${advice([min, max], range)}`;
  throw isFloat ? new RangeError(message) : new TypeError(message);
}

/** @throws TypeError unless a tensor is float32, with what to do */
export function requireFloats(name: string, tensor: tf.Tensor): void {
  if (tensor.dtype === 'float32') return;
  const [min, max] = extremes(tensor);
  const isOfBytes = tensor.rank > 2 && min >= 0 && max > 1;
  throw new TypeError(
    `expected float32 ${name}, but got ${tensor.dtype} up to ${max}: ` +
      (isOfBytes ? RANGES.zeroToOne.fromBytes : CAST),
  );
}

const CAST = "take tf.cast(…, 'float32')";

function advice([min, max]: readonly [number, number], range: PixelRange): string {
  if (min >= 0 && max > 1 && max <= 255) return RANGES[range].fromBytes;
  if (min >= RANGES[range].low && max <= 1) return CAST;
  if (min >= -1 && max <= 1) return "they are in −1..1: say range: 'minusOneToOne'";
  return 'scale them, or take tf.clipByValue';
}

/** Least and greatest number, without NaN. */
function extremes(tensor: tf.Tensor): [number, number] {
  const values = tensor.dataSync();
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < min) min = values[i];
    if (values[i] > max) max = values[i];
  }
  return [min, max];
}

/** Bytes, 0 (black) to 255 (white), as numbers of the range asked for. */
export function scalePixels(bytes: Uint8Array, range: PixelRange): Float32Array {
  const [scale, offset] = range === 'zeroToOne' ? [1 / 255, 0] : [2 / 255, -1];
  // One pass in JavaScript: tf.tensor of bytes would first make a copy of four bytes a pixel as int32.
  const pixels = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) pixels[i] = bytes[i] * scale + offset;
  return pixels;
}

/** Pictures in 0..1 of those in −1..1; what a network has put beyond is cut off. The caller disposes. */
export const toUnitRange = (pictures: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => tf.clipByValue(tf.div<tf.Tensor4D>(tf.add(pictures, 1), 2), 0, 1));
