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
  type Script,
  buildPerformer,
  filmPictures,
  perform,
  portraitOfEach,
  trainPerformer,
} from './performer-run';

/** The network of seed 1 that is shown everything and had a discriminator ({@link perform}). */
export const PERFORMER_NETWORK = keptNetwork('performer', {
  experiment: 'performer',
  build: () => buildPerformer(0),
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

/** Makes bodies `[n, size, size, 1]` in 0..1 of held-out figures and portraits; the caller disposes. */
type Make = (script: Script, training: FilmPictures) => tf.Tensor4D;

/** Figure and portrait of each frame, beside each other. */
const shownOf = ({ figures, portraits }: Script): tf.Tensor4D =>
  tf.concat([figures, portraitOfEach(portraits)], 3);

function judged(make: Make): Measures {
  const { training, test } = films();
  const made = make(test, training);
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
      return { ...judged((script) => perform(generator, script)), minutes };
    } finally {
      generator.dispose();
    }
  },
});

/** Stick figures as shaded bodies, film by film: with and without a discriminator, the past, and a portrait. */
export const PERFORMER_EXPERIMENT: Experiment = {
  name: 'performer',
  about: 'stick figures as shaded bodies, film by film; about 12 minutes a seed',
  methods: [
    rule('the true films', () => toUnitRange(films().test.bodies)),
    rule('ridge regression', (script, known) =>
      tf.tidy(() =>
        toUnitRange(fitRidgeRegression(shownOf(known), known.bodies).predict(shownOf(script))),
      ),
    ),
    rule('nearest figure’s body', (script, known) =>
      tf.tidy(() =>
        toUnitRange(fitNearestNeighbour(shownOf(known), known.bodies).predict(shownOf(script))),
      ),
    ),
    rule('the figure itself', ({ figures }) => toUnitRange(figures)),
    trained('L1 alone', { isAdversarial: false }),
    trained('with a discriminator', {}, true),
    trained('with a discriminator, no past', { shown: { past: false, portrait: true } }),
    trained('with a discriminator, no portrait', { shown: { past: true, portrait: false } }),
  ],
};
