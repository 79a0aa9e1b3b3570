import { tf } from '../backend';
import { filmsOf } from '../data/film-batches';
import { loadSmallDigits, sampleMovingDigits } from '../data/moving-digits';
import { GIVEN_FRAMES, NEXT_FRAMES, buildVideoPredictor } from '../models/video-predictor';
import { Random } from '../random';
import type { Experiment, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';
import {
  type TestFilms,
  bestGuess,
  measurePrediction,
  predictFrames,
  sampleTestFilms,
} from './video-measures';
import { type VideoRun, trainPredictor } from './video-run';

/** The predictor of seed 1 with a discriminator: 5 frames `[n, 32, 32, 5]` → the next 5, in 0..1: over 1 MB ({@link predictFrames}). */
export const PREDICTOR = keptNetwork('video', {
  experiment: 'video',
  build: () => buildVideoPredictor(0),
});

const TASK = 'moving digits, 5 frames to 5';
/** Held-out films. */
const NUM_TEST = 1000;

const loaded = loadedOnce(() => {
  const { train, test } = loadSmallDigits();
  return { train, test, films: sampleTestFilms(test, NUM_TEST, new Random(2024)) };
});

const rule = (name: string, predict: (films: TestFilms) => tf.Tensor4D): Method => ({
  task: TASK,
  name,
  isExact: true,
  run: () => {
    const { films } = loaded();
    const next = predict(films);
    const measures = measurePrediction(next, films);
    next.dispose();
    return measures;
  },
});

/** Each next frame the mean of all frames there are. */
const constantMean = ({ next }: TestFilms): tf.Tensor4D =>
  tf.tidy(() => {
    const many = filmsOf(sampleMovingDigits(loaded().train, { count: 2000, numFrames: 1 }, new Random(1))); // prettier-ignore
    return tf.mul<tf.Tensor4D>(tf.onesLike(next), tf.mean(many, 0, true));
  });

const copyLast = ({ given }: TestFilms): tf.Tensor4D =>
  tf.tidy(() =>
    tf.tile(tf.slice(given, [0, 0, 0, GIVEN_FRAMES - 1], [-1, -1, -1, 1]), [1, 1, 1, NEXT_FRAMES]),
  );

const trained = (name: string, run: Omit<VideoRun, 'seed'>, isKept = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { train, films } = loaded();
    const { generator, steps, minutes } = await trainPredictor(train, { ...run, seed });
    try {
      if (isKept && seed === 1) {
        PREDICTOR.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      }
      const next = predictFrames(generator, films.given);
      const measures = { ...measurePrediction(next, films), minutes };
      next.dispose();
      return measures;
    } finally {
      generator.dispose();
    }
  },
});

/** The next frames of moving digits: the squared error, and what helps it to decide, beside rules and the best guess. */
export const VIDEO_EXPERIMENT: Experiment = {
  name: 'video',
  about: 'the next five frames of moving digits, by what helps the squared error; about 20 minutes a seed', // prettier-ignore
  methods: [
    rule('the frames that came', ({ next }) => tf.clone(next)),
    rule('best guess, digits known', (films) => bestGuess(films, loaded().test)),
    rule('mean frame', constantMean),
    rule('black', ({ next }) => tf.zerosLike(next)),
    rule('last frame again', copyLast),
    trained('squared error', {}),
    trained('with gradient difference', { helpedBy: 'gradient difference' }),
    trained('with a discriminator', { helpedBy: 'discriminator' }, true),
  ],
};
