import { tf } from '../backend';
import { cutFilms, filmsOf } from '../data/film-batches';
import {
  DIGIT_SIZE,
  FRAME_SIZE,
  type MovingDigits,
  type SmallDigits,
  sampleMovingDigits,
} from '../data/moving-digits';
import { inChunks } from '../in-chunks';
import { MNIST_JUDGE } from '../judges/mnist';
import { loadJudge } from '../judges/judge-file';
import { sharpnessRatio } from '../metrics/sharpness';
import { applyInUse } from '../models/gan';
import { GIVEN_FRAMES, NEXT_FRAMES, VIDEO_LATENT_DIM } from '../models/video-predictor';
import { Random } from '../random';
import type { Measures } from './experiment';
import { distanceToFutures } from './video-futures';

/** Held-out films, cut in two, and what is in them. */
export interface TestFilms {
  /** `[n, 32, 32, 5]` in 0..1; the caller disposes. */
  readonly given: tf.Tensor4D;
  /** `[n, 32, 32, 5]` in 0..1; the caller disposes. */
  readonly next: tf.Tensor4D;
  readonly moving: MovingDigits;
  /** What they are made of. */
  readonly digits: SmallDigits;
}

/** Films to judge by. @param digits those that are held out */
export function sampleTestFilms(digits: SmallDigits, count: number, random: Random): TestFilms {
  const moving = sampleMovingDigits(digits, { count, numFrames: GIVEN_FRAMES + NEXT_FRAMES }, random); // prettier-ignore
  const films = filmsOf(moving);
  const [given, next] = cutFilms(films, GIVEN_FRAMES);
  films.dispose();
  return { given, next, moving, digits };
}

/** Films that are predicted at once. */
const CHUNK = 100;

/**
 * What a network says comes next.
 *
 * @param given `[n, 32, 32, 5]`; stay the caller's
 * @param random draws z for a predictor that has one
 */
export const predictFrames = (
  predictor: tf.LayersModel,
  given: tf.Tensor4D,
  random = new Random(0),
): tf.Tensor4D =>
  inChunks(given.shape[0], CHUNK, (start, n) => {
    const some = tf.slice(given, start, n);
    const hasNoise = predictor.inputs.length > 1;
    const input = hasNoise ? ([some, random.normal([n, VIDEO_LATENT_DIM])] as const) : some;
    return applyInUse(predictor, input) as tf.Tensor4D; // frames as channels
  });

/** The squared error of each next frame, a sum over its pixels and a mean over films, as the field has it. */
export const errorsByFrame = (real: tf.Tensor4D, fake: tf.Tensor4D): number[] =>
  tf.tidy(() =>
    Array.from(tf.mean(tf.sum(tf.squaredDifference(real, fake), [1, 2]), 0).dataSync()),
  );

/**
 * How well frames were predicted: `error`, the squared error of a frame; `sharpness` beside the truth's; `read`, the share of
 * digits that a judge names in the pixels where they are; and `possible`, {@link distanceToFutures}.
 *
 * @param next `[n, 32, 32, 5]` in 0..1; stay the caller's
 */
export function measurePrediction(next: tf.Tensor4D, truth: TestFilms): Measures {
  return tf.tidy(() => {
    const errors = errorsByFrame(truth.next, next);
    return {
      possible: distanceToFutures(next, truth, new Random(1)),
      error: errors.reduce((sum, each) => sum + each, 0) / errors.length,
      sharpness: sharpnessRatio(truth.next, next),
      read: readShare(next, truth.moving),
    };
  });
}

/** The share of digits that are named right, of all next frames. */
function readShare(next: tf.Tensor4D, moving: MovingDigits): number {
  const named = namedDigits(next, moving);
  const right = named.filter((name, i) => name === moving.labels[Math.floor(i / NEXT_FRAMES)]);
  return right.length / named.length;
}

/**
 * What a judge of digits names in predicted frames, in the pixels where the digits are in truth.
 *
 * @param next `[n, 32, 32, 5]` in 0..1; stay the caller's
 * @returns `[n, 2, 5]`: of each film and each digit its name in each frame
 */
export function namedDigits(next: tf.Tensor4D, { places, frames }: MovingDigits): Int32Array {
  const [count, numFrames] = frames.shape;
  const number = count * 2 * NEXT_FRAMES;
  const boxes = new Float32Array(number * 4);
  const whose = new Int32Array(number);
  for (let i = 0; i < number; i++) {
    const [digit, frame] = [Math.floor(i / NEXT_FRAMES), i % NEXT_FRAMES];
    const place = (digit * numFrames + GIVEN_FRAMES + frame) * 2;
    boxes.set(boxOf(places[place], places[place + 1]), 4 * i);
    whose[i] = Math.floor(digit / 2) * NEXT_FRAMES + frame;
  }
  const judge = loadJudge(MNIST_JUDGE);
  try {
    return tf.tidy(() => {
      const pictures = tf.reshape(tf.transpose(next, [0, 3, 1, 2]), [-1, FRAME_SIZE, FRAME_SIZE, 1]); // prettier-ignore
      const cut = tf.image.cropAndResize(
        pictures as tf.Tensor4D,
        tf.tensor2d(boxes, [number, 4]),
        tf.tensor1d(whose, 'int32'),
        [2 * DIGIT_SIZE, 2 * DIGIT_SIZE],
        'bilinear',
      );
      const { probabilities } = judge.judge(tf.clipByValue(cut, 0, 1));
      return Int32Array.from(tf.argMax(probabilities, 1).dataSync());
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
