import { tf } from '../backend';
import { batchesFrom, batchesWithReplacement, sideBySide } from '../data/batches';
import { loadMnist } from '../data/mnist';
import { classes } from '../judges/questions';
import {
  CONTROLLED_LATENT_DIM,
  buildControlledDiscriminator,
  buildControlledGenerator,
} from '../models/controlled-gan';
import type { Random } from '../random';
import { controlledGame, controlsOf, numControlsOf } from '../training/controlled-game';
import type { GameOptions } from '../training/loop';
import { type TimedTraining, trainTimed } from './timed-training';

/** Of how many kinds a picture is, for all that InfoGAN is told. */
export const NUM_CODES = 10;

/** What G is given beside z: one of ten, with no meaning at first. */
export const INFOGAN_CODES = {
  code: classes(Array.from({ length: NUM_CODES }, (_, i) => `code ${i}`)),
} as const;

/** How lesson 15's InfoGAN and its experiment train; judged are the networks after the last step, G averaged. */
export const INFOGAN = {
  batchSize: 64,
  epochs: 6, // of 60,000 digits, 937 steps each; after 3 the codes still move
  answerWeight: 0.2, // the paper has 1: then digits look worse, and codes are no nearer to digits
  generatorSettings: { learningRate: 2e-3, beta1: 0.5 },
  discriminatorSettings: { learningRate: 2e-3, beta1: 0.5 },
  averageDecay: 0.995,
} as const;

/** Digits, `[n, 28, 28, 1]` in 0..1, and which they are; the caller disposes the images. */
export interface Digits {
  readonly images: tf.Tensor4D;
  readonly labels: ArrayLike<number>;
}

/** MNIST in its two parts. */
export function loadDigits(): { readonly training: Digits; readonly test: Digits } {
  const { train, test } = loadMnist();
  return { training: train, test };
}

/** How a training differs. */
export interface InfoganRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default as {@link INFOGAN} has it. */
  readonly epochs?: number;
  /** Weight of the information in both losses; 0 for a GAN whose code means nothing. Default {@link INFOGAN}'s. */
  readonly answerWeight?: number;
  /** Whether D is told the digits and learns to name them: then it is no InfoGAN, but the ceiling. Default false. */
  readonly isLabelled?: boolean;
}

/** What was trained, and what it took; the caller disposes the networks. */
export interface TrainedInfogan extends TimedTraining {
  /** z and code → pictures, averaged. */
  readonly generator: tf.LayersModel;
  /** Its second output names the code of a picture. */
  readonly discriminator: tf.LayersModel;
}

/** Codes drawn at random, each as likely, as networks are told them. */
const drawCodes = (n: number, random: Random): tf.Tensor2D =>
  tf.tidy(() => controlsOf(INFOGAN_CODES, { code: random.integers(n, NUM_CODES).dataSync() }));

/** Trains InfoGAN, which sees no label unless it is to be the ceiling. @param digits stay the caller's */
export async function trainInfogan(digits: Digits, run: InfoganRun): Promise<TrainedInfogan> {
  const { seed, epochs = INFOGAN.epochs, answerWeight = INFOGAN.answerWeight } = run;
  const { isLabelled = false } = run;
  const { batchSize, averageDecay } = INFOGAN;
  const pictures = batchesWithReplacement(digits.images, { batchSize, seed });
  const { stepsPerEpoch } = pictures;
  const labels = isLabelled ? controlsOf(INFOGAN_CODES, { code: digits.labels }) : undefined;
  const told = labels
    ? batchesWithReplacement(labels, { batchSize, seed }) // of the same seed, so of the same pictures
    : batchesFrom(drawCodes, { batchSize, seed, stepsPerEpoch });
  const steps = epochs * stepsPerEpoch;
  const sizes = { size: 28, channels: 1, numControls: numControlsOf(INFOGAN_CODES), seed } as const;
  const [generator, averagedGenerator] = [0, 1].map(() => buildControlledGenerator(sizes));
  const discriminator = buildControlledDiscriminator({
    ...sizes,
    isTold: isLabelled,
    normalisesFeatures: true, // as the paper's D does
  });
  const game = controlledGame({
    generator,
    averagedGenerator,
    discriminator,
    controls: INFOGAN_CODES,
    latentDim: CONTROLLED_LATENT_DIM,
    answerWeight,
    answersOf: isLabelled ? 'reals' : 'fakes',
    generatorSettings: { ...INFOGAN.generatorSettings, decaySteps: steps },
    discriminatorSettings: { ...INFOGAN.discriminatorSettings, decaySteps: steps },
    averageDecay,
  });
  const training = await trainTimed(game, sideBySide([pictures, told]), {
    recordEvery: 10,
    ...run,
    epochs,
  });
  generator.dispose();
  labels?.dispose();
  return { generator: averagedGenerator, discriminator, ...training };
}
