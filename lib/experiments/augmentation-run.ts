import { tf } from '../backend';
import { type Batches, batchesFrom, sideBySide } from '../data/batches';
import { fewOfEach } from '../data/few-of-each';
import { classes } from '../judges/questions';
import { CONTROLLED_LATENT_DIM } from '../models/controlled-gan';
import { applyInTraining, applyInUse } from '../models/gan';
import { buildJudgeNetwork } from '../models/judge-network';
import { Random } from '../random';
import { controlledGame, controlsOf } from '../training/controlled-game';
import type { AugmentationTask, Labelled } from './augmentation-tasks';
import { trainTimed } from './timed-training';

/** How lesson 16 and its experiment train: as many steps whatever is given. */
export const AUGMENTATION = {
  classifier: {
    steps: 400,
    batchSize: 64,
    settings: { learningRate: 2e-3 },
    /** How much what is made counts, where half of a batch is. */
    madeWeight: 0.4,
  },
  gan: {
    steps: 1200,
    batchSize: 32,
    settings: { learningRate: 1e-3, beta1: 0.5 },
    averageDecay: 0.99,
  },
  /** Examples of each class that are made. */
  made: 200,
} as const;

/** So many of each class, drawn at random, and all others; the caller disposes the examples. */
export function drawLabelled(
  { examples, labels }: Labelled,
  few: readonly number[],
  random: Random,
): { readonly few: Labelled; readonly rest: Labelled } {
  const part = (places: number[]): Labelled => ({
    examples: tf.tidy(() => tf.gather(examples, tf.tensor1d(places, 'int32'))),
    labels: places.map((place) => labels[place]),
  });
  const places = fewOfEach(labels, (label) => few[label], random);
  return { few: part(places.few), rest: part(places.rest) };
}

const controlsFor = ({ classes: names }: AugmentationTask) => ({ kind: classes(names) });

/** Classes as networks are told them, `[n, classes]`; the caller disposes. */
export const toldClasses = (task: AugmentationTask, labels: readonly number[]): tf.Tensor2D =>
  controlsOf(controlsFor(task), { kind: labels });

/** Batches of labelled examples and their classes, each class as often, however many it has. */
export function evenBatches(
  task: AugmentationTask,
  { examples, labels }: Labelled,
  options: { readonly batchSize: number; readonly seed: number; readonly steps: number },
): Batches<readonly tf.Tensor[]> {
  const { batchSize, seed, steps } = options;
  const told = toldClasses(task, labels);
  const present = task.classes.flatMap((_, label) => (labels.includes(label) ? [label] : []));
  const places = present.map((label) => [...labels.keys()].filter((i) => labels[i] === label));
  const draw = (n: number, random: Random) => {
    const numbers = random.uniform<tf.Rank.R2>([n, 2]).arraySync();
    return numbers.map(([kind, place]) => {
      const own = places[Math.floor(kind * places.length)];
      return own[Math.floor(place * own.length)];
    });
  };
  const rowsOf = (x: tf.Tensor) => (n: number, random: Random) =>
    tf.tidy(() => tf.gather(x, tf.tensor1d(draw(n, random), 'int32')));
  return sideBySide(
    [examples, told].map((x) => batchesFrom(rowsOf(x), { batchSize, seed, stepsPerEpoch: steps })), // of one seed, so of the same examples
  );
}

/** What a classifier learns from. */
export interface ClassifierOptions {
  readonly seed: number;
  /** Half of each batch; default: none. */
  readonly made?: Labelled;
  /** Whether it sees its examples augmented in the plain way. Default false. */
  readonly isAugmented?: boolean;
  /** Default {@link AUGMENTATION}'s. */
  readonly steps?: number;
}

/** Trains a classifier from labelled examples, and others that were made. @returns a model that the caller disposes */
export async function trainClassifier(
  task: AugmentationTask,
  real: Labelled,
  options: ClassifierOptions,
): Promise<tf.LayersModel> {
  const { batchSize, settings, madeWeight } = AUGMENTATION.classifier;
  const { seed, made, isAugmented = false, steps = AUGMENTATION.classifier.steps } = options;
  const classifier = buildJudgeNetwork({
    inputShape: real.examples.shape.slice(1),
    numOutputs: task.classes.length,
    seed,
    front: task.augment(seed, isAugmented),
  });
  const half = { batchSize: made ? batchSize / 2 : batchSize, steps };
  const batches = sideBySide([
    evenBatches(task, real, { ...half, seed }),
    ...(made ? [evenBatches(task, made, { ...half, seed: seed + 1 })] : []),
  ]);
  const lossOf = (examples: tf.Tensor, told: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy(told, applyInTraining(classifier, examples)).asScalar();
  await trainTimed(
    {
      networks: { classifier },
      players: [
        {
          name: 'classifier',
          moves: ['classifier'],
          settings: { ...settings, decaySteps: steps },
          numbers: ([examples, told, others, toldOthers]) => {
            const loss = lossOf(examples, told);
            if (!others) return { loss };
            const ofMade = lossOf(others, toldOthers);
            const [own, other] = [1 - madeWeight, madeWeight];
            return { loss: tf.add<tf.Scalar>(tf.mul(own, loss), tf.mul(other, ofMade)) };
          },
        },
      ],
      averages: [],
    },
    batches,
    { epochs: 1, seed, recordEvery: steps },
  );
  return classifier;
}

/** The mean over the classes of the share that is named right. @param logitsOf examples → `[n, classes]` */
export function balancedAccuracy(
  logitsOf: (examples: tf.Tensor) => tf.Tensor,
  { examples, labels }: Labelled,
  numClasses: number,
): number {
  const names = tf.tidy(() => tf.argMax(logitsOf(examples) as tf.Tensor2D, 1).dataSync());
  const shares = Array.from({ length: numClasses }, (_, label) => {
    const own = [...labels.keys()].filter((i) => labels[i] === label);
    return own.filter((i) => names[i] === label).length / own.length;
  });
  return shares.reduce((a, b) => a + b, 0) / numClasses;
}

/** What a classifier says of examples. */
export const logitsBy = (classifier: tf.LayersModel) => (examples: tf.Tensor) =>
  applyInUse(classifier, examples);

/** A GAN, as it is trained. */
export interface GanOptions {
  readonly seed: number;
  /** Share of {@link AUGMENTATION}'s steps. Default 1. */
  readonly share?: number;
  /** Examples that D sees without labels; default: none, it is told the classes of the labelled. */
  readonly unlabelled?: tf.Tensor;
  /** Networks to begin with, of an earlier training. Stay the caller's. Default: new ones. */
  readonly from?: TrainedClassGan;
}

/** A generator of examples of each class, and its D; the caller disposes. */
export interface TrainedClassGan {
  readonly generator: tf.LayersModel;
  readonly averagedGenerator: tf.LayersModel;
  readonly discriminator: tf.LayersModel;
}

/** Trains a GAN on labelled examples, and others if there are. */
export async function trainClassGan(
  task: AugmentationTask,
  labelled: Labelled,
  { seed, share = 1, unlabelled, from }: GanOptions,
): Promise<TrainedClassGan> {
  const { batchSize, settings, averageDecay } = AUGMENTATION.gan;
  const steps = Math.round(share * AUGMENTATION.gan.steps);
  const [generator, averagedGenerator] = [0, 1].map(() => task.buildGenerator(seed));
  const discriminator = task.buildDiscriminator(seed, !unlabelled);
  const networks = { generator, averagedGenerator, discriminator };
  if (from) {
    generator.setWeights(from.generator.getWeights());
    averagedGenerator.setWeights(from.averagedGenerator.getWeights());
    discriminator.setWeights(from.discriminator.getWeights());
  }
  const falling = { ...settings, decaySteps: steps };
  const options = {
    ...networks,
    controls: controlsFor(task),
    latentDim: CONTROLLED_LATENT_DIM,
    generatorSettings: falling,
    discriminatorSettings: falling,
    averageDecay,
  };
  const even = evenBatches(task, labelled, { batchSize, seed, steps });
  const all =
    unlabelled &&
    batchesFrom(
      (n, random) => tf.tidy(() => tf.gather(unlabelled, random.integers(n, unlabelled.shape[0]))),
      { batchSize, seed: seed + 1, stepsPerEpoch: steps },
    );
  await trainTimed(controlledGame(options), all ? sideBySide([even, all]) : even, {
    epochs: 1,
    seed,
    recordEvery: steps,
  });
  return networks;
}

/** Examples that a GAN makes, as many of each class; the caller disposes them. */
export function makeLabelled(
  task: AugmentationTask,
  { averagedGenerator }: TrainedClassGan,
  seed: number,
): Labelled {
  const count = AUGMENTATION.made * task.classes.length;
  const labels = Array.from({ length: count }, (_, i) => i % task.classes.length);
  const examples = tf.tidy(() => {
    const z = new Random(seed).normal<tf.Rank.R2>([count, CONTROLLED_LATENT_DIM]);
    return applyInUse(averagedGenerator, [z, toldClasses(task, labels)]);
  });
  return { examples, labels };
}
