import { tf } from '../backend';
import { PRECISIONS, type Precision, requireMixedPrecision } from '../backend/precision';
import { batchesByEpoch } from '../data/batches';
import { loadMnist } from '../data/mnist';
import { LOSSES } from '../losses';
import { loadMnistClassifier } from '../metrics/classifier';
import { judgeImages, referenceOf } from '../metrics/judge';
import { buildDcganGan, buildDcganGenerator } from '../models/dcgan';
import { gradientPenalty } from '../penalties';
import type { History } from '../training/history';
import { PRESETS } from '../training/presets';
import { trainGan } from '../training/train-gan';
import type { Experiment, Measures, Method } from './experiment';
import { imagesToJudge } from './images-to-judge';
import { MIXTURES, type MixtureName, runPoints } from './point-run';
import { plainRun } from './remedies';

/** The course's DCGAN on MNIST: its judged images, and the losses of the second half of its training. */
async function dcgan(precision: Precision, seed: number): Promise<Measures> {
  const { train, test } = loadMnist();
  const { batchSize } = PRESETS.dcgan;
  const gan = { ...buildDcganGan({ seed }), averagedGenerator: buildDcganGenerator({ seed }) };
  const batches = batchesByEpoch(train.bytes, { batchSize, seed });
  const start = performance.now();
  const history = await trainGan(gan, batches, { ...PRESETS.dcgan, seed, precision });
  const minutes = (performance.now() - start) / 60_000;
  const classifier = loadMnistClassifier();
  const report = tf.tidy(() => {
    const reference = referenceOf(classifier, test.images);
    const images = imagesToJudge(gan.averagedGenerator, { latentDim: gan.latentDim, seed });
    const ofReal = judgeImages(test.images, reference);
    const ofFake = judgeImages(images, reference);
    return { scoreOfReal: ofFake.score / ofReal.score, frechet: ofFake.frechet };
  });
  [gan.generator, gan.discriminator, gan.averagedGenerator].forEach((model) => model.dispose());
  return {
    ...report,
    discriminatorLoss: meanOfLastHalf(history, 'discriminatorLoss'),
    generatorLoss: meanOfLastHalf(history, 'generatorLoss'),
    minutes,
  };
}

/** A WGAN-GP on points: the modes that it finds. */
async function wganGp(mixture: MixtureName, precision: Precision, seed: number): Promise<Measures> {
  const plain = plainRun(mixture, seed);
  const adam = { learningRate: 1e-3, beta1: 0, beta2: 0.9 }; // decays of Gulrajani et al. 2017, algorithm 1
  const { points, modes, highQuality, seconds } = await runPoints({
    ...plain,
    precision,
    training: {
      loss: LOSSES.wasserstein,
      generatorSettings: adam,
      discriminatorSettings: adam,
      discriminatorSteps: 5, // the paper's
      penalty: gradientPenalty({ weight: PENALTY_WEIGHT[mixture] }),
    },
  });
  points.dispose();
  return { modes, highQuality, minutes: seconds / 60 };
}

/** λ of the authors' toy experiments (gan_toy.py) for points as on our ring; the grid is four times as wide. */
const PENALTY_WEIGHT: Record<MixtureName, number> = { ring: 0.1, grid: 0.4 };

function meanOfLastHalf({ rows }: History, column: string): number {
  const half = rows.slice(rows.length / 2);
  return half.reduce((sum, row) => sum + row[column], 0) / half.length;
}

const NAMES: Record<Precision, string> = { float32: 'float32', mixed: 'mixed precision' };

function methodsOf(task: string, run: (p: Precision, seed: number) => Promise<Measures>): Method[] {
  return PRECISIONS.map((precision) => ({
    task,
    name: NAMES[precision],
    run: (seed) => {
      if (precision === 'mixed') requireMixedPrecision();
      return run(precision, seed);
    },
  }));
}

/** Whether trainings in mixed precision come to the same as in float32. */
export const PRECISION: Experiment = {
  name: 'precision',
  about: 'DCGAN and WGAN-GP in float32 and in mixed precision; about 8 minutes a seed',
  methods: [
    ...methodsOf('DCGAN on MNIST', dcgan),
    ...(Object.keys(MIXTURES) as MixtureName[]).flatMap((mixture) =>
      methodsOf(`WGAN-GP on the ${mixture}`, (precision, seed) => wganGp(mixture, precision, seed)),
    ),
  ],
};
