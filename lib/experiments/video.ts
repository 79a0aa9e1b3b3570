import { tf } from '../backend';
import { filmsOf } from '../data/film-batches';
import { loadSmallDigits, sampleMovingDigits } from '../data/moving-digits';
import { GIVEN_FRAMES, NEXT_FRAMES } from '../models/video-predictor';
import { Random } from '../random';
import type { Experiment, Measures, Method } from './experiment';
import { loadedOnce } from './loaded-once';
import { trainedOnce } from './trained-once';
import { bestGuess, sampleFutures } from './video-futures';
import { type TestFilms, measurePrediction, predictFrames, sampleTestFilms } from './video-measures'; // prettier-ignore
import { type TrainedPredictor, type VideoRun, trainPredictor } from './video-run';

const TASK = 'moving digits, 5 frames to 5';
/** Held-out films. */
const NUM_TEST = 1000;

const loaded = loadedOnce(() => {
  const { train, test } = loadSmallDigits();
  return { train, films: sampleTestFilms(test, NUM_TEST, new Random(2024)) };
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

/** Of each film one future of those that are possible: the digits known, the path drawn. */
const oneFuture = (films: TestFilms): tf.Tensor4D =>
  tf.tidy(() => {
    const random = new Random(2);
    const drawn = Array.from({ length: films.next.shape[0] }, (_, film) =>
      sampleFutures(films, { film, count: 1, random }),
    );
    return tf.concat(drawn);
  });

/** The first stage, by the squared error alone: what the others go on from. */
const firstStage = trainedOnce((seed, way: 'frames alone' | 'with noise') =>
  trainPredictor(loaded().train, { seed, hasNoise: way === 'with noise' }),
);

const measured = ({ generator }: TrainedPredictor): Measures => {
  const { films } = loaded();
  const next = predictFrames(generator, films.given);
  const measures = measurePrediction(next, films);
  next.dispose();
  return measures;
};

/** How far two predictions of the same past are apart, as a share of how far two of its futures are: 0 where z is not used. */
function varietyOf(generator: tf.LayersModel): number {
  const { films } = loaded();
  return tf.tidy(() => {
    const apart = (a: tf.Tensor4D, b: tf.Tensor4D) =>
      tf.mean(tf.squaredDifference(a, b)).dataSync()[0];
    const [a, b] = [1, 2].map((seed) => predictFrames(generator, films.given, new Random(seed)));
    return apart(a, b) / apart(oneFuture(films), films.next);
  });
}

const first = (name: string): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const trained = await firstStage(seed, 'frames alone');
    return { ...measured(trained), minutes: trained.minutes };
  },
});

const then = (name: string, run: Pick<VideoRun, 'helpedBy' | 'hasNoise'>): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { hasNoise = false } = run;
    const before = await firstStage(seed, hasNoise ? 'with noise' : 'frames alone');
    const after = await trainPredictor(loaded().train, { ...run, seed, from: before.generator });
    const measures = {
      ...measured(after),
      ...(hasNoise && { variety: varietyOf(after.generator) }),
      minutes: before.minutes + after.minutes,
    };
    after.generator.dispose();
    return measures;
  },
});

/** The next frames of moving digits: the squared error, and what helps it to decide, beside rules and the best guess. */
export const VIDEO_EXPERIMENT: Experiment = {
  name: 'video',
  about: 'the next five frames of moving digits, by what helps the squared error; about 15 minutes a seed', // prettier-ignore
  methods: [
    rule('the frames that came', ({ next }) => tf.clone(next)),
    rule('another possible future', oneFuture),
    rule('best guess, digits known', bestGuess),
    rule('mean frame', constantMean),
    rule('black', ({ next }) => tf.zerosLike(next)),
    rule('last frame again', copyLast),
    first('squared error'),
    then('squared error, twice as long', {}),
    then('then with gradient difference', { helpedBy: 'gradient difference' }),
    then('then with a discriminator', { helpedBy: 'discriminator' }),
    then('then with a discriminator, and noise', { helpedBy: 'discriminator', hasNoise: true }),
  ],
};
