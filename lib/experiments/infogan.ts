import { tf } from '../backend';
import { fitKMeans } from '../baselines/k-means';
import { inChunks } from '../in-chunks';
import { MNIST_JUDGE } from '../judges/mnist';
import { loadJudge } from '../judges/judge-file';
import { codeAgreement } from '../metrics/code-agreement';
import { frechetDistance } from '../metrics/frechet';
import { buildControlledGenerator } from '../models/controlled-gan';
import { Random } from '../random';
import { controlsOf } from '../training/controlled-game';
import type { Experiment, Measures, Method } from './experiment';
import { paintAsked } from './faces-on-demand-measures';
import {
  type Digits,
  INFOGAN_CODES,
  type InfoganRun,
  NUM_CODES,
  type TrainedInfogan,
  loadDigits,
  trainInfogan,
} from './infogan-run';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';

/** InfoGAN's generator of seed 1: z `[n, 64]` and codes `[n, 10]` → digits `[n, 28, 28, 1]` in 0..1. */
export const CODED_DIGITS = keptNetwork('infogan-digits', {
  experiment: 'infogan',
  build: () => buildControlledGenerator({ size: 28, channels: 1, numControls: 10, seed: 0 }),
});

/** Pictures that are made to be judged, as many of each code. */
const NUM_MADE = 5000;

const digits = loadedOnce(loadDigits);

/** Which code D names for each picture. @param images `[n, 28, 28, 1]` in 0..1; stay the caller's */
export function namedCodes(discriminator: tf.LayersModel, images: tf.Tensor4D): Int32Array {
  const codes = inChunks(images.shape[0], 500, (start, n) => {
    const told = tf.zeros([n, NUM_CODES]); // the answers do not depend on it
    const given = [tf.slice(images, start, n), told];
    const [, answers] = discriminator.apply(given, { training: false }) as tf.Tensor2D[];
    return tf.argMax<tf.Tensor1D>(answers, 1);
  });
  const names = codes.dataSync<'int32'>().slice();
  codes.dispose();
  return names;
}

/**
 * Whether codes are digits: of held-out digits by what D names, of made ones by what a judge sees in them; and how the
 * made ones look as a set.
 */
export function measureCodes(
  { generator, discriminator }: TrainedInfogan,
  { images, labels }: Digits,
  seed: number,
): Measures {
  const judge = loadJudge(MNIST_JUDGE);
  try {
    return tf.tidy(() => {
      const code = Array.from({ length: NUM_MADE }, (_, i) => i % NUM_CODES);
      const controls = controlsOf(INFOGAN_CODES, { code });
      const made = paintAsked(generator, controls, new Random(seed));
      const { probabilities, features } = judge.judge(made);
      const seen = tf.argMax(probabilities, 1).dataSync();
      const real = judge.judge(tf.slice(images, 0, Math.min(NUM_MADE, images.shape[0]))).features;
      return {
        heldOut: codeAgreement(namedCodes(discriminator, images), labels, NUM_CODES),
        made: codeAgreement(code, seen, NUM_CODES),
        frechet: frechetDistance(real, features),
      };
    });
  } finally {
    judge.dispose();
  }
}

const TASK = 'code against digit';

const trained = (name: string, run: Omit<InfoganRun, 'seed'>, isKept = false): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const found = await trainInfogan(digits().training, { ...run, seed });
    const { generator, discriminator, steps, minutes } = found;
    try {
      if (isKept && seed === 1) {
        CODED_DIGITS.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      }
      return { ...measureCodes(found, digits().test, seed), minutes };
    } finally {
      [generator, discriminator].forEach((model) => model.dispose());
    }
  },
});

/** Digits that k-means is fitted to. */
const NUM_FITTED = 5000;

/** Classes found without labels: a GAN that is given a code and made to keep it, beside k-means and a GAN with labels. */
export const INFOGAN_EXPERIMENT: Experiment = {
  name: 'infogan',
  about: 'digits found without labels; about 11 minutes a seed',
  methods: [
    {
      task: TASK,
      name: 'k-means',
      run: (seed) => {
        const { training, test } = digits();
        const some = tf.slice(training.images, 0, NUM_FITTED);
        const groups = fitKMeans(some, NUM_CODES, { seed }).groupsOf(test.images);
        some.dispose();
        return { heldOut: codeAgreement(groups, test.labels, NUM_CODES) };
      },
    },
    trained('InfoGAN', {}, true),
    { ...trained('without the information', { answerWeight: 0 }), maxSeeds: 3 },
    { ...trained('told the labels', { isLabelled: true }), maxSeeds: 3 },
  ],
};
