import { tf } from '../backend';
import { cutFilms, filmsOf } from '../data/film-batches';
import {
  DIGIT_SIZE,
  FRAME_SIZE,
  type MovingDigits,
  type SmallDigits,
  bounce,
  sampleMovingDigits,
} from '../data/moving-digits';
import { inChunks } from '../in-chunks';
import { MNIST_JUDGE } from '../judges/mnist';
import { loadJudge } from '../judges/judge-file';
import { sharpnessRatio } from '../metrics/sharpness';
import { applyInUse } from '../models/gan';
import { GIVEN_FRAMES, NEXT_FRAMES } from '../models/video-predictor';
import { Random } from '../random';
import type { Measures } from './experiment';

/** Held-out films, cut in two, and what is in them. */
export interface TestFilms {
  /** `[n, 32, 32, 5]` in 0..1; the caller disposes. */
  readonly given: tf.Tensor4D;
  /** `[n, 32, 32, 5]` in 0..1; the caller disposes. */
  readonly next: tf.Tensor4D;
  readonly moving: MovingDigits;
}

/** Films to judge by. @param digits those that are held out */
export function sampleTestFilms(digits: SmallDigits, count: number, random: Random): TestFilms {
  const moving = sampleMovingDigits(digits, { count, numFrames: GIVEN_FRAMES + NEXT_FRAMES }, random); // prettier-ignore
  const films = filmsOf(moving);
  const [given, next] = cutFilms(films, GIVEN_FRAMES);
  films.dispose();
  return { given, next, moving };
}

/** Films that are predicted at once. */
const CHUNK = 100;

/** What a network says comes next. @param given `[n, 32, 32, 5]`; stay the caller's */
export const predictFrames = (predictor: tf.LayersModel, given: tf.Tensor4D): tf.Tensor4D =>
  inChunks(
    given.shape[0],
    CHUNK,
    (start, n) => applyInUse(predictor, tf.slice(given, start, n)) as tf.Tensor4D, // frames as channels
  );

/** The squared error of each next frame, a sum over its pixels and a mean over films, as the field has it. */
export const errorsByFrame = (real: tf.Tensor4D, fake: tf.Tensor4D): number[] =>
  tf.tidy(() =>
    Array.from(tf.mean(tf.sum(tf.squaredDifference(real, fake), [1, 2]), 0).dataSync()),
  );

/**
 * How well frames were predicted: `error`, the squared error of a frame; `sharpness` beside the truth's; and `read`, the share
 * of digits that a judge names in the pixels where they are.
 *
 * @param next `[n, 32, 32, 5]` in 0..1; stay the caller's
 */
export function measurePrediction(next: tf.Tensor4D, truth: TestFilms): Measures {
  return tf.tidy(() => {
    const errors = errorsByFrame(truth.next, next);
    return {
      error: errors.reduce((sum, each) => sum + each, 0) / errors.length,
      sharpness: sharpnessRatio(truth.next, next),
      read: readDigits(next, truth.moving),
    };
  });
}

/** The share of digits that are named right, of all next frames, cut out where they are. */
function readDigits(next: tf.Tensor4D, { places, labels, frames }: MovingDigits): number {
  const [count, numFrames] = frames.shape;
  const judge = loadJudge(MNIST_JUDGE);
  try {
    return tf.tidy(() => {
      const boxes = new Float32Array(count * NEXT_FRAMES * 2 * 4);
      const whose = new Int32Array(count * NEXT_FRAMES * 2);
      const wanted = new Uint8Array(whose.length);
      let at = 0;
      for (let film = 0; film < count; film++) {
        for (let digit = 0; digit < 2; digit++) {
          for (let frame = 0; frame < NEXT_FRAMES; frame++) {
            const place = ((film * 2 + digit) * numFrames + GIVEN_FRAMES + frame) * 2;
            const [row, column] = [places[place], places[place + 1]];
            boxes.set(boxOf(row, column), 4 * at);
            whose[at] = film * NEXT_FRAMES + frame;
            wanted[at++] = labels[film * 2 + digit];
          }
        }
      }
      const pictures = tf.reshape(tf.transpose(next, [0, 3, 1, 2]), [-1, FRAME_SIZE, FRAME_SIZE, 1]); // prettier-ignore
      const cut = tf.image.cropAndResize(
        pictures as tf.Tensor4D,
        tf.tensor2d(boxes, [at, 4]),
        tf.tensor1d(whose, 'int32'),
        [2 * DIGIT_SIZE, 2 * DIGIT_SIZE],
        'bilinear',
      );
      const named = tf.argMax(judge.judge(tf.clipByValue(cut, 0, 1)).probabilities, 1).dataSync();
      return wanted.filter((label, i) => label === named[i]).length / at;
    });
  } finally {
    judge.dispose();
  }
}

/** A digit's pixels in shares of the frame's, from the middle of the first pixel to the middle of the last. */
const boxOf = (row: number, column: number): number[] => {
  const last = FRAME_SIZE - 1;
  return [row, column, row + DIGIT_SIZE - 1, column + DIGIT_SIZE - 1].map((each) => each / last);
};

/** Starts and directions that are tried for {@link bestGuess}. */
const GRID = { starts: 400, turns: 720 };
const RANGE = FRAME_SIZE - DIGIT_SIZE;

/**
 * The frames with the least squared error that anybody could give who knows the digits, but of their paths no more than
 * the places, in whole pixels, at which they were: each digit blurred by all places at which it may then be. Down and across
 * count as independent, which they nearly are.
 *
 * @returns `[n, 32, 32, 5]` in 0..1; the caller disposes
 */
export function bestGuess({ moving }: TestFilms, digits: SmallDigits): tf.Tensor4D {
  const chances = placesToCome();
  const { places, frames } = moving;
  const [count, numFrames] = frames.shape;
  const data = new Float32Array(count * NEXT_FRAMES * FRAME_SIZE ** 2).fill(1);
  for (let i = 0; i < count * 2; i++) {
    const seen = (axis: number) =>
      Array.from({ length: GIVEN_FRAMES }, (_, t) => places[(i * numFrames + t) * 2 + axis]).join();
    const [down, across] = [0, 1].map((axis) => chances.get(seen(axis)));
    if (!down || !across) throw new Error(`expected paths that the grid has, but got ${seen(0)} and ${seen(1)}`); // prettier-ignore
    const image = digits.images.subarray(moving.digits[i] * DIGIT_SIZE ** 2, (moving.digits[i] + 1) * DIGIT_SIZE ** 2); // prettier-ignore
    for (let t = 0; t < NEXT_FRAMES; t++) {
      const start = (Math.floor(i / 2) * NEXT_FRAMES + t) * FRAME_SIZE ** 2;
      // of two digits the brighter is seen: a pixel is black if both are
      blurred(image, down[t], across[t]).forEach((light, p) => {
        data[start + p] *= 1 - light;
      });
    }
  }
  const shape: [number, number, number, number] = [count, NEXT_FRAMES, FRAME_SIZE, FRAME_SIZE];
  return tf.tidy(() => tf.transpose(tf.sub<tf.Tensor4D>(1, tf.tensor4d(data, shape)), [0, 2, 3, 1])); // prettier-ignore
}

/** For each way to be seen on an axis, of each next frame the chance of each place. */
function placesToCome(): Map<string, number[][]> {
  const found = new Map<string, number[][]>();
  for (let s = 0; s < GRID.starts; s++) {
    for (let a = 0; a < GRID.turns; a++) {
      const step = 0.1 * Math.sin((2 * Math.PI * (a + 0.5)) / GRID.turns);
      const path = bounce((s + 0.5) / GRID.starts, step, GIVEN_FRAMES + NEXT_FRAMES).map((share) => Math.floor(share * RANGE)); // prettier-ignore
      const seen = path.slice(0, GIVEN_FRAMES).join();
      const counts = found.get(seen) ?? Array.from({ length: NEXT_FRAMES }, () => new Array<number>(RANGE + 1).fill(0)); // prettier-ignore
      path.slice(GIVEN_FRAMES).forEach((place, t) => counts[t][place]++);
      found.set(seen, counts);
    }
  }
  for (const counts of found.values()) {
    for (const frame of counts) {
      const sum = frame.reduce((a, b) => a + b, 0);
      frame.forEach((each, place) => (frame[place] = each / sum));
    }
  }
  return found;
}

/** A digit, 0..1, in the mean over its places. */
function blurred(image: Uint8Array, down: readonly number[], across: readonly number[]) {
  const light = new Float32Array(FRAME_SIZE ** 2);
  down.forEach((rowChance, row) => {
    if (rowChance === 0) return;
    across.forEach((columnChance, column) => {
      const chance = (rowChance * columnChance) / 255;
      if (chance === 0) return;
      for (let p = 0; p < DIGIT_SIZE ** 2; p++) {
        const place = (row + Math.floor(p / DIGIT_SIZE)) * FRAME_SIZE + column + (p % DIGIT_SIZE);
        light[place] += chance * image[p];
      }
    });
  });
  return light;
}
