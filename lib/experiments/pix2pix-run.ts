import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { type Batches, batchesByEpoch } from '../data/batches';
import { type ByteImages, pixelsOf } from '../data/images';
import { type JitterOptions, jitteredBatches } from '../data/jittered-batches';
import type { PicturePairs } from '../data/pairs';
import { applyInUse } from '../models/gan';
import { buildPatchDiscriminator } from '../models/patch-discriminator';
import { buildUnet } from '../models/unet';
import type { GameOptions } from '../training/loop';
import {
  type DiscriminatorSees,
  type Pix2pixNetworks,
  pix2pixGame,
} from '../training/pix2pix-game';
import { trainTimed } from './timed-training';

/**
 * What pix2pix's loss may be made of, by the names of the paper's columns: what D sees, and whether G is held to the
 * true output too.
 *
 * @see Isola et al. 2017, "Image-to-image translation with conditional adversarial networks", table 1
 */
export const PIX2PIX_COLUMNS = {
  L1: { sees: 'nothing', hasL1: true },
  GAN: { sees: 'output', hasL1: false },
  cGAN: { sees: 'pair', hasL1: false },
  'L1 + GAN': { sees: 'output', hasL1: true },
  'L1 + cGAN': { sees: 'pair', hasL1: true },
} as const satisfies Record<string, { sees: DiscriminatorSees; hasL1: boolean }>;
/** One of them, such as `L1 + cGAN`. */
export type Pix2pixColumn = keyof typeof PIX2PIX_COLUMNS;

/** How a translation is trained. */
export interface Pix2pixRun {
  readonly epochs: number;
  readonly batchSize: number;
  /** λ, of the mean absolute difference in −1..1. */
  readonly l1Weight: number;
  /** Of both players; the rate falls to 0 at the last step. */
  readonly settings: OptimizerSettings;
  /** How pairs are varied. */
  readonly jitter: Omit<JitterOptions, 'seed'>;
  /** Filters of each halving of the U-Net. */
  readonly widths: readonly number[];
  /** And of its end, at the picture's own size. */
  readonly fullSizeFilters: number;
  /** Of the moving average of G's weights. */
  readonly averageDecay: number;
}

/** One of the course's, for the emoji. */
const EMOJI: Pix2pixRun = {
  epochs: 18, // 1,512 steps, some 40 s on two cores
  batchSize: 16, // the paper's 1 would leave two cores idle
  l1Weight: 30, // the paper's 100 leaves colours pale in so few steps
  settings: { learningRate: 8e-4, beta1: 0.5 }, // four times the paper's rate, since there are so few steps
  jitter: { mirror: true, shift: 2 },
  widths: [32, 64, 128, 128], // down to 2×2, so that the middle sees the whole emoji
  fullSizeFilters: 8, // with the input beside them: lines a pixel wide do not pass the halves
  averageDecay: 0.995, // over the last 200 steps
};

/**
 * Those of emoji and maps were chosen by trainings of seed 1 on five sixths of the training pairs, judged on the rest.
 */
export const PIX2PIX_RUNS = {
  emoji: EMOJI,
  small: { ...EMOJI, widths: [16, 32, 64, 48] }, // a quarter of the weights, to fit into 1 MB
  greys: {
    epochs: 10, // 840 steps: nothing is to be guessed, but after 504 the average still lagged behind
    batchSize: 16,
    l1Weight: 30,
    settings: { learningRate: 8e-4, beta1: 0.5 },
    jitter: { mirror: true, shift: 2 },
    widths: [32, 64, 128, 128],
    fullSizeFilters: 8,
    averageDecay: 0.98, // there are fewer steps
  },
  maps: {
    epochs: 3, // 1,350 steps
    batchSize: 16,
    l1Weight: 100, // the paper's
    settings: { learningRate: 8e-4, beta1: 0.5 },
    jitter: { mirror: false, shift: 0 }, // the map's shadows fall to one side
    widths: [32, 64, 128, 128],
    fullSizeFilters: 8,
    averageDecay: 0.995,
  },
} satisfies Record<string, Pix2pixRun>;

/** Generator, its average, and D where it sees something, for pictures of these pairs; the caller disposes. */
export function buildPix2pix(
  { inputs, targets }: PicturePairs,
  {
    sees,
    widths,
    fullSizeFilters,
    seed,
  }: Pick<Pix2pixRun, 'widths' | 'fullSizeFilters'> & {
    readonly sees: DiscriminatorSees;
    readonly seed: number;
  },
): Pix2pixNetworks & { readonly averagedGenerator: tf.LayersModel } {
  const [, height, width, inputChannels] = inputs.shape;
  const outputChannels = targets.shape[3];
  const size = [height, width, inputChannels] as const;
  const unet = () => buildUnet({ inputShape: size, outputChannels, widths, fullSizeFilters, seed });
  const networks = { generator: unet(), averagedGenerator: unet() };
  if (sees === 'nothing') return networks;
  const channels = outputChannels + (sees === 'pair' ? inputChannels : 0);
  const inputShape = [height, width, channels] as const;
  return { ...networks, discriminator: buildPatchDiscriminator({ inputShape, seed }) };
}

/** Pairs in −1..1, shuffled epoch by epoch and varied as the run says. */
export function pix2pixBatches(
  { inputs, targets }: PicturePairs,
  { batchSize, jitter, seed }: Pick<Pix2pixRun, 'batchSize' | 'jitter'> & { readonly seed: number },
): Batches<readonly tf.Tensor4D[]> {
  const source: readonly ByteImages[] = [inputs, targets];
  const batches = batchesByEpoch(source, { batchSize, seed, range: 'minusOneToOne' });
  return jitteredBatches(batches, { ...jitter, seed });
}

/** A trained translator, and what it took. */
export interface TrainedPix2pix {
  /** The average of G's weights after the last step; the caller disposes. */
  readonly generator: tf.LayersModel;
  readonly steps: number;
  readonly minutes: number;
}

/**
 * Trains pix2pix on pairs from a seed; what is kept is the average after the last step, a rule fixed beforehand.
 *
 * @param options which losses, from which seed and how; what `onEpoch` is told of
 */
export async function trainPix2pix(
  pairs: PicturePairs,
  {
    column,
    seed,
    run,
    ...options
  }: { readonly column: Pix2pixColumn; readonly seed: number; readonly run: Pix2pixRun } & Pick<
    GameOptions,
    'onProgress'
  >,
): Promise<TrainedPix2pix> {
  const { sees, hasL1 } = PIX2PIX_COLUMNS[column];
  const batches = pix2pixBatches(pairs, { ...run, seed });
  const settings = { ...run.settings, decaySteps: run.epochs * batches.stepsPerEpoch };
  const networks = buildPix2pix(pairs, { ...run, sees, seed });
  const game = pix2pixGame(networks, {
    sees,
    l1Weight: hasL1 ? run.l1Weight : 0,
    generatorSettings: settings,
    discriminatorSettings: settings,
    averageDecay: run.averageDecay,
  });
  const { steps, minutes } = await trainTimed(game, batches, {
    epochs: run.epochs,
    seed,
    ...options,
  });
  [networks.generator, networks.discriminator].forEach((model) => model?.dispose());
  return { generator: networks.averagedGenerator, steps, minutes };
}

/** What a generator makes of pictures, `[n, height, width, channels]` in 0..1; the caller disposes. */
export const translatePictures = (generator: tf.LayersModel, inputs: ByteImages): tf.Tensor4D =>
  tf.tidy(() => {
    const made = applyInUse(generator, pixelsOf(inputs, { range: 'minusOneToOne' }));
    return tf.div(tf.add(made, 1), 2) as tf.Tensor4D; // of pictures, as the inputs are
  });
