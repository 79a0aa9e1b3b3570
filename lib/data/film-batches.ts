import { tf } from '../backend';
import { type BatchOptions, type Batches, type BatchesState } from './batches';
import {
  FRAME_SIZE,
  type MovingDigits,
  type SmallDigits,
  sampleMovingDigits,
} from './moving-digits';
import { Random } from '../random';

/** How films are cut. */
export interface FilmBatchOptions extends BatchOptions {
  /** Frames that are given, and frames that come next. */
  readonly given: number;
  readonly next: number;
  /** Batches that count as an epoch: there is no end of films. */
  readonly stepsPerEpoch: number;
}

/** Films with their frames as channels, `[count, 32, 32, numFrames]` in 0..1; the caller disposes. */
export function filmsOf({ frames: { shape, data } }: MovingDigits): tf.Tensor4D {
  return tf.tidy(() => {
    const [count, numFrames] = shape;
    const films = tf.tensor4d(Float32Array.from(data), [count, numFrames, FRAME_SIZE, FRAME_SIZE]);
    return tf.transpose(tf.div<tf.Tensor4D>(films, 255), [0, 2, 3, 1]);
  });
}

/** Films cut in two, frames as channels: those that are given, `[n, 32, 32, given]`, and those that come next. */
export const cutFilms = (films: tf.Tensor4D, given: number): [tf.Tensor4D, tf.Tensor4D] => [
  tf.slice(films, [0, 0, 0, 0], [-1, -1, -1, given]),
  tf.slice(films, [0, 0, 0, given]),
];

/** Films of moving digits, new ones in each batch ({@link sampleMovingDigits}), as given frames and next ones. */
export function batchesOfFilms(
  digits: SmallDigits,
  { given, next, batchSize, seed, stepsPerEpoch }: FilmBatchOptions,
): Batches<readonly tf.Tensor4D[]> {
  let random = new Random(seed);
  return {
    batchSize,
    stepsPerEpoch,
    exampleShape: [FRAME_SIZE, FRAME_SIZE, given],
    next() {
      const options = { count: batchSize, numFrames: given + next };
      return tf.tidy(() => cutFilms(filmsOf(sampleMovingDigits(digits, options, random)), given));
    },
    get state(): BatchesState {
      return { random: random.state, position: 0 };
    },
    restore(state) {
      random = Random.fromState(state.random);
    },
  };
}
