import { tf } from '../backend';
import { fitNearestNeighbour } from '../baselines/nearest-neighbour';
import { fitRidgeRegression } from '../baselines/ridge-regression';
import { makeFilms } from '../data/bodies/films';
import { toUnitRange } from '../data/pixel-range';
import { WINDOW_FRAMES } from '../data/motion/windows';
import { flickerRatio } from '../metrics/flicker';
import { l1Percent } from '../metrics/pixel-errors';
import { sharpnessRatio } from '../metrics/sharpness';
import type { Experiment, Measures, Method } from './experiment';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';
import {
  type FilmPictures,
  PERFORMER,
  type PerformerRun,
  buildPerformer,
  filmPictures,
  perform,
  trainPerformer,
} from './performer-run';

/** The network of seed 1 that sees the past and had a discriminator ({@link perform}). */
export const PERFORMER_NETWORK = keptNetwork('performer', {
  experiment: 'performer',
  build: () => buildPerformer(true, 0),
});

const TASK = 'figure → body';

const films = loadedOnce(() => {
  const { train, test } = makeFilms(PERFORMER.films);
  return { training: filmPictures(train), test: filmPictures(test) };
});

/**
 * How well figures were made bodies: `l1` in percent of the range, and `sharpness` and `flicker` beside the true films'.
 *
 * @param made `[16 · count, size, size, 1]` in 0..1; stay the caller's
 * @param truth of the same shape, in −1..1; stay the caller's
 */
export function measurePerformance(made: tf.Tensor4D, truth: tf.Tensor4D): Measures {
  return tf.tidy(() => {
    const real = toUnitRange(truth);
    const [, height, width, channels] = real.shape;
    const [a, b] = [real, made].map((all) => tf.reshape<tf.Rank.R5>(all, [-1, WINDOW_FRAMES, height, width, channels])); // prettier-ignore
    return {
      l1: l1Percent(real, made),
      sharpness: sharpnessRatio(real, made),
      flicker: flickerRatio(a, b),
    };
  });
}

/** Makes bodies `[n, size, size, 1]` in 0..1 of held-out figures; the caller disposes. */
type Make = (figures: tf.Tensor4D, training: FilmPictures) => tf.Tensor4D;

function judged(make: Make): Measures {
  const { training, test } = films();
  const made = make(test.figures, training);
  const measures = measurePerformance(made, test.bodies);
  made.dispose();
  return measures;
}

const rule = (name: string, make: Make): Method => ({
  task: TASK,
  name,
  isExact: true,
  run: () => judged(make),
});

const trained = (name: string, run: Omit<PerformerRun, 'seed'>, isKept = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { generator, steps, minutes } = await trainPerformer(films().training, { ...run, seed });
    try {
      if (isKept && seed === 1) {
        PERFORMER_NETWORK.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      }
      return { ...judged((figures) => perform(generator, figures)), minutes };
    } finally {
      generator.dispose();
    }
  },
});

/** Stick figures as shaded bodies, film by film: with and without a discriminator, with and without the past. */
export const PERFORMER_EXPERIMENT: Experiment = {
  name: 'performer',
  about: 'stick figures as shaded bodies, film by film; about 12 minutes a seed',
  methods: [
    rule('the true films', () => toUnitRange(films().test.bodies)),
    rule('ridge regression', (figures, { figures: known, bodies }) =>
      tf.tidy(() => toUnitRange(fitRidgeRegression(known, bodies).predict(figures))),
    ),
    rule('nearest figure’s body', (figures, { figures: known, bodies }) =>
      tf.tidy(() => toUnitRange(fitNearestNeighbour(known, bodies).predict(figures))),
    ),
    rule('the figure itself', toUnitRange),
    trained('L1 alone', { isAdversarial: false }),
    trained('L1 alone, without the past', { isAdversarial: false, seesPast: false }),
    trained('with a discriminator', {}, true),
    trained('with a discriminator, without the past', { seesPast: false }),
  ],
};
