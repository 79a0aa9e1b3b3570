import type { NumberArray } from '../safetensors-format';
import type { RgbPicture } from './images';

/**
 * A colour picture as a set's file keeps it, in a sixth of the bytes: as JPEG does, brightness in full and colour in a
 * quarter of the pixels, both in 64 steps; and as PNG does, each number as its difference to what its neighbours let
 * expect, which gzip makes small.
 */
export interface PackedPicture {
  /** `[height, width]` */
  readonly brightness: NumberArray<Uint8Array>;
  /** `[2, height / 2, width / 2]`: blue and red, as far as they differ from the brightness. */
  readonly colour: NumberArray<Uint8Array>;
}

/** Steps of brightness and colour, a power of 2. */
const STEPS = 64;
/** From one to the next, so that the last one is white. */
const STEP = 255 / (STEPS - 1);
/** The step of no colour: greys stay grey. */
const GREY = STEPS / 2;

/**
 * @param picture of even height and width
 * @throws RangeError when they are not
 */
export function packPicture({ shape: [height, width], data }: RgbPicture): PackedPicture {
  if (height % 2 !== 0 || width % 2 !== 0) {
    throw new RangeError(`expected an even height and width, but got ${height} × ${width}`);
  }
  const size = height * width;
  const brightness = new Uint8Array(size);
  const colour = new Uint8Array(size / 2);
  const sums = new Float64Array(size / 2);
  for (let i = 0; i < size; i++) {
    const [red, green, blue] = [data[3 * i], data[3 * i + 1], data[3 * i + 2]];
    const light = 0.299 * red + 0.587 * green + 0.114 * blue;
    const quarter = quarterOf(i, width);
    brightness[i] = toStep(light / STEP);
    sums[quarter] += (blue - light) / 1.772 / 4;
    sums[size / 4 + quarter] += (red - light) / 1.402 / 4;
  }
  sums.forEach((sum, i) => (colour[i] = toStep(GREY + sum / STEP)));
  const planes = [colour.subarray(0, size / 4), colour.subarray(size / 4)];
  planes.forEach((plane) => toDifferences(plane, width / 2));
  toDifferences(brightness, width);
  return {
    brightness: { shape: [height, width], data: brightness },
    colour: { shape: [2, height / 2, width / 2], data: colour },
  };
}

/** What {@link PackedPicture} is called in a set's file that holds several. */
export const packedNames = (name: string) => ({
  brightness: `${name}.brightness`,
  colour: `${name}.colour`,
});

/** The picture that was packed, but for what the steps and the coarser colour take away. */
export function unpackPicture({ brightness, colour }: PackedPicture): RgbPicture {
  const [height, width] = brightness.shape;
  const size = height * width;
  const light = fromDifferences(brightness.data, width);
  const blueness = fromDifferences(colour.data.subarray(0, size / 4), width / 2);
  const redness = fromDifferences(colour.data.subarray(size / 4), width / 2);
  const data = new Uint8ClampedArray(size * 3); // rounds and keeps to 0..255
  for (let i = 0, y = 0; y < height; y++) {
    const colourRow = (y >> 1) * (width >> 1);
    for (let x = 0; x < width; x++, i++) {
      const value = light[i] * STEP;
      const blue = (blueness[colourRow + (x >> 1)] - GREY) * STEP;
      const red = (redness[colourRow + (x >> 1)] - GREY) * STEP;
      data[3 * i] = value + 1.402 * red;
      data[3 * i + 1] = value - 0.344136 * blue - 0.714136 * red;
      data[3 * i + 2] = value + 1.772 * blue;
    }
  }
  return { shape: [height, width, 3], data: new Uint8Array(data.buffer) };
}

/** The place of a pixel's colour among those of 2×2 pixels each. */
const quarterOf = (pixel: number, width: number): number =>
  (Math.floor(pixel / width) >> 1) * (width >> 1) + (pixel % width >> 1);

const toStep = (value: number): number => Math.round(Math.min(STEPS - 1, Math.max(0, value)));

/** Puts into the place of each number its difference to what is expected there, modulo the steps. */
function toDifferences(plane: Uint8Array, width: number): void {
  for (let i = plane.length - 1; i >= 0; i--) {
    plane[i] = (plane[i] - expected(plane, i, width)) & (STEPS - 1);
  }
}

/** The numbers that {@link toDifferences} was given. */
function fromDifferences(differences: Uint8Array, width: number): Uint8Array {
  const plane = Uint8Array.from(differences);
  for (let i = 0; i < plane.length; i++) {
    plane[i] = (plane[i] + expected(plane, i, width)) & (STEPS - 1);
  }
  return plane;
}

/**
 * What the numbers to the left and above let expect: the middle one of left, above, and left + above − upper left, so
 * that borders and slopes go on.
 *
 * @see Weinberger, Seroussi, Sapiro 2000, "The LOCO-I lossless image compression algorithm", section III-A
 */
function expected(plane: Uint8Array, i: number, width: number): number {
  const left = i % width === 0 ? 0 : plane[i - 1];
  if (i < width) return left;
  const above = plane[i - width];
  if (i % width === 0) return above;
  const slope = left + above - plane[i - width - 1];
  return Math.max(Math.min(left, above), Math.min(Math.max(left, above), slope));
}
