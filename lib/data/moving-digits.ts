import { requireInteger } from '../check';
import type { Random } from '../random';
import { findDataFile, readIdx } from './idx';
import { mnistFolder } from './mnist';

/** Pixels of a frame's side, of a digit's side, and from the first place that a digit can have to the last one. */
export const FRAME_SIZE = 32;
export const DIGIT_SIZE = 14;
const RANGE = FRAME_SIZE - DIGIT_SIZE;

/** How far a digit goes from one frame to the next, as a share of the range: 1.8 pixels. */
const STEP = 0.1;

/** Digits in a film. */
const DIGITS = 2;

/** MNIST's digits at half size. */
export interface SmallDigits {
  /** `[count, 14, 14]`: 0 (black) to 255, each pixel the mean of four. */
  readonly images: Uint8Array;
  /** Of each its class, 0 to 9. */
  readonly labels: Uint8Array;
}

/** Films of two digits each. */
export interface MovingDigits {
  /** 0 (black) to 255; where digits overlap, the brighter one. */
  readonly frames: {
    readonly shape: readonly [count: number, numFrames: number, height: number, width: number];
    readonly data: Uint8Array;
  };
  /** `[count, 2]`: which of the {@link SmallDigits} are in a film. */
  readonly digits: Int32Array;
  /** `[count, 2]`: their classes. */
  readonly labels: Uint8Array;
  /** `[count, 2, numFrames, 2]`: in each frame a digit's first row and first column, 0 to 18. */
  readonly places: Uint8Array;
}

/** How many films to draw. */
export interface MovingDigitsOptions {
  readonly count: number;
  readonly numFrames: number;
}

/**
 * The digits of which {@link sampleMovingDigits} makes films: MNIST's, at half size. Films that are held out are made
 * of MNIST's test digits, so that no digit in them is trained on.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadSmallDigits(folder = mnistFolder()): {
  readonly train: SmallDigits;
  readonly test: SmallDigits;
} {
  return { train: readSmallDigits(folder, 'train'), test: readSmallDigits(folder, 't10k') };
}

function readSmallDigits(folder: string, part: 'train' | 't10k'): SmallDigits {
  const { data } = readIdx(findDataFile(folder, `${part}-images-idx3-ubyte`));
  const labels = readIdx(findDataFile(folder, `${part}-labels-idx1-ubyte`)).data;
  const row = 2 * DIGIT_SIZE;
  const images = new Uint8Array(data.length / 4);
  for (let i = 0; i < images.length; i++) {
    const at = Math.floor(i / DIGIT_SIZE) * 2 * row + (i % DIGIT_SIZE) * 2;
    images[i] = Math.round((data[at] + data[at + 1] + data[at + row] + data[at + row + 1]) / 4);
  }
  return { images, labels };
}

/**
 * Films from Moving MNIST at half size, as many as are wanted: two digits start anywhere, go 1.8 pixels a frame in any
 * direction and bounce off the walls.
 *
 * The rule is the benchmark's own: a digit that would leave is put to the wall and turns there, and places are cut to
 * whole pixels.
 *
 * @see Srivastava, Mansimov, Salakhutdinov 2015, "Unsupervised learning of video representations using LSTMs", 3.1
 */
export function sampleMovingDigits(
  { images, labels }: SmallDigits,
  { count, numFrames }: MovingDigitsOptions,
  random: Random,
): MovingDigits {
  requireInteger('count', count, { min: 1 });
  requireInteger('numFrames', numFrames, { min: 1 });
  const digits = drawIntegers(random, count * DIGITS, labels.length);
  const starts = drawNumbers(random, count * DIGITS * 3);
  const places = new Uint8Array(count * DIGITS * numFrames * 2);
  digits.forEach((_, i) => {
    const [top, left, turn] = starts.subarray(3 * i);
    const angle = 2 * Math.PI * turn;
    const rows = placesOnPath(top, stepAt(angle), numFrames);
    const columns = placesOnPath(left, STEP * Math.cos(angle), numFrames);
    rows.forEach((row, frame) => places.set([row, columns[frame]], (i * numFrames + frame) * 2));
  });
  return {
    frames: {
      shape: [count, numFrames, FRAME_SIZE, FRAME_SIZE],
      data: drawMovingDigits(images, digits, places),
    },
    digits,
    labels: Uint8Array.from(digits, (digit) => labels[digit]),
    places,
  };
}

/** Rows, or columns, at which a digit is seen that begins at a share of the range and goes on by such a step. */
export const placesOnPath = (start: number, step: number, numFrames: number): number[] =>
  bounce(start, step, numFrames).map((share) => Math.floor(share * RANGE));

/** Places that a digit can have on an axis: 0 to 18. */
export const NUM_PLACES = RANGE + 1;

/** How far a digit goes down from one frame to the next, as a share of the range, at an angle in radians. */
export const stepAt = (angle: number): number => STEP * Math.sin(angle);

/**
 * Frames of films, 0 to 255, of digits at given places.
 *
 * @param images `[count, 14, 14]` of {@link SmallDigits}
 * @param digits `[films, 2]`: which of them are in a film
 * @param places `[films, 2, numFrames, 2]`: first row and first column
 * @returns `[films, numFrames, 32, 32]`
 */
export function drawMovingDigits(
  images: Uint8Array,
  digits: Int32Array,
  places: Uint8Array,
): Uint8Array {
  const numFrames = places.length / digits.length / 2;
  const data = new Uint8Array((digits.length / DIGITS) * numFrames * FRAME_SIZE ** 2);
  digits.forEach((digit, i) => {
    const image = images.subarray(digit * DIGIT_SIZE ** 2, (digit + 1) * DIGIT_SIZE ** 2);
    for (let frame = 0; frame < numFrames; frame++) {
      const [row, column] = places.subarray((i * numFrames + frame) * 2);
      const start = (Math.floor(i / DIGITS) * numFrames + frame) * FRAME_SIZE ** 2;
      paint(data.subarray(start, start + FRAME_SIZE ** 2), image, row * FRAME_SIZE + column);
    }
  });
  return data;
}

/**
 * Where something is that goes to and fro between 0 and 1, one way: after a first step, a second one, and so on. What
 * would leave is put to the wall, and goes back from there with the next step.
 *
 * @param start 0 to 1
 * @param step how far it goes at first, −1 to 1
 */
export function bounce(start: number, step: number, count: number): number[] {
  let [place, velocity] = [start, step];
  return Array.from({ length: count }, () => {
    place += velocity;
    if (place <= 0 || place >= 1) {
      place = place <= 0 ? 0 : 1;
      velocity = -velocity;
    }
    return place;
  });
}

/** Adds a digit to a frame, where it is the brighter of both. */
function paint(frame: Uint8Array, image: Uint8Array, start: number): void {
  for (let i = 0; i < image.length; i++) {
    const at = start + Math.floor(i / DIGIT_SIZE) * FRAME_SIZE + (i % DIGIT_SIZE);
    frame[at] = Math.max(frame[at], image[i]);
  }
}

function drawIntegers(random: Random, count: number, max: number): Int32Array {
  const tensor = random.integers(count, max);
  const numbers = Int32Array.from(tensor.dataSync());
  tensor.dispose();
  return numbers;
}

function drawNumbers(random: Random, count: number): Float32Array {
  const tensor = random.uniform([count]);
  const numbers = Float32Array.from(tensor.dataSync<'float32'>());
  tensor.dispose();
  return numbers;
}
