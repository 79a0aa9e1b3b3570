import { tf } from '../backend';
import { batchesByEpoch, batchesWithReplacement, sideBySide } from '../data/batches';
import { buildContextEncoder } from '../models/context-encoder';
import { buildPatchDiscriminator } from '../models/patch-discriminator';
import { type HoleGameOptions, holeGame } from '../training/hole-game';
import { trainTimed } from './timed-training';

/**
 * How lesson 12 and its experiment train. Rates, steps and widths were chosen on faces of other training people (seed
 * 11); judged is what there is after the last step, averaged.
 */
export const CONTEXT_ENCODER = {
  /** Faces to train on, of which each mirror image is one too, and faces of other people to judge by. */
  faces: { train: 8000, test: 2000, seed: 1 },
  size: 32, // pixels, as the judge of faces has it
  hole: 16, // half of each side, as in the paper
  batchSize: 16, // small ones: more steps in the same time filled better than larger batches
  /** Passes over faces and mirror images, 1,000 steps each: first by the squared error alone, then with D. */
  epochs: { reconstruction: 8, adversarial: 3 },
  reconstructionSettings: { learningRate: 4e-3, beta1: 0.9 },
  generatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  discriminatorSettings: { learningRate: 1e-3, beta1: 0.5 },
  averageDecay: 0.99, // over the last 100 steps
} as const;

/** A form of holes: those to train with, from which batches are drawn, and those of the test. */
export interface HoleTask {
  readonly name: string;
  readonly training: () => tf.Tensor4D;
  readonly test: () => tf.Tensor4D;
}

/** How a network is trained once it fills by the squared error. */
export type FillingRules = Pick<HoleGameOptions, 'adversarialWeight' | 'filling'> & {
  /** What D is shown. */
  readonly judged: 'hole' | 'whole';
};

const { size: SIZE, hole: HOLE, batchSize: BATCH } = CONTEXT_ENCODER;

/** A network for these faces, with the weights of a seed; the caller disposes. */
export const buildHoleFiller = (seed: number): tf.LayersModel =>
  buildContextEncoder({ imageShape: [SIZE, SIZE, 3], seed });

/** The square in the middle alone, `[n, hole, hole, channels]`: what a D that judges the hole is shown. */
export const middleOf = (pictures: tf.Tensor4D, hole: number = HOLE): tf.Tensor4D => {
  const [, height, width] = pictures.shape;
  const corner = [0, (height - hole) / 2, (width - hole) / 2, 0];
  return tf.slice(pictures, corner, [-1, hole, hole, -1]);
};

/** A trained network, and what it took from its beginning. */
export interface TrainedFiller {
  /** The average of its weights after the last step; the caller disposes. */
  readonly network: tf.LayersModel;
  readonly steps: number;
  readonly minutes: number;
}

/**
 * Trains a network by the squared error, or another one further, with D.
 *
 * @param training `[n, 32, 32, 3]` in −1..1; stays the caller's, as the network gone on from does
 */
export async function trainHoleFiller(
  training: tf.Tensor4D,
  task: HoleTask,
  seed: number,
  more?: TrainedFiller & FillingRules,
): Promise<TrainedFiller> {
  const [generator, network] = [buildHoleFiller(seed), buildHoleFiller(seed)];
  if (more) [generator, network].forEach((each) => each.setWeights(more.network.getWeights()));
  const { epochs, reconstructionSettings, averageDecay, ...settings } = CONTEXT_ENCODER;
  const side = more?.judged === 'hole' ? HOLE : SIZE;
  const holes = task.training();
  const batches = sideBySide([
    batchesByEpoch(training, { batchSize: BATCH, seed }),
    batchesWithReplacement(holes, { batchSize: BATCH, seed }),
  ]);
  const numEpochs = more ? epochs.adversarial : epochs.reconstruction;
  const steps = numEpochs * batches.stepsPerEpoch;
  const falling = { decaySteps: steps };
  const discriminator = more && buildPatchDiscriminator({ inputShape: [side, side, 3], seed });
  const game = holeGame({
    generator,
    averagedGenerator: network,
    discriminator,
    adversarialWeight: more?.adversarialWeight,
    filling: more?.filling,
    seen: more?.judged === 'hole' ? middleOf : undefined,
    generatorSettings: {
      ...(more ? settings.generatorSettings : reconstructionSettings),
      ...falling,
    },
    discriminatorSettings: { ...settings.discriminatorSettings, ...falling },
    averageDecay,
  });
  const { minutes } = await trainTimed(game, batches, {
    epochs: numEpochs,
    seed,
    recordEvery: 100,
  });
  [generator, discriminator, holes].forEach((each) => each?.dispose());
  return { network, steps: steps + (more?.steps ?? 0), minutes: minutes + (more?.minutes ?? 0) };
}
