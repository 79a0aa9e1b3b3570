import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { type Batches, batchesByEpoch } from '../data/batches';
import { type ByteImages, pixelsOf } from '../data/images';
import { type JitterOptions, jitteredBatches } from '../data/jittered-batches';
import type { PicturePairs } from '../data/pairs';
import { applyInUse } from '../models/gan';
import { buildPatchDiscriminator } from '../models/patch-discriminator';
import { buildUnet } from '../models/unet';
import { type GameOptions, trainGame } from '../training/loop';
import {
  type DiscriminatorSees,
  type Pix2pixNetworks,
  pix2pixGame,
} from '../training/pix2pix-game';

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
}

/** Chosen by trainings of seed 1 on five sixths of the training pairs, judged on the rest of them. */
export const PIX2PIX_RUNS = {
  emoji: {
    epochs: 30, // 2,520 steps, some 60 s on two cores
    batchSize: 16, // the paper's 1 would leave two cores idle
    l1Weight: 20, // the paper's 100 leaves colours pale in so few steps
    settings: { learningRate: 4e-4, beta1: 0.5 }, // twice the paper's rate, since there are so few steps
    jitter: { mirror: true, shift: 2 },
    widths: [32, 64, 128, 128], // down to 2×2, so that the middle sees the whole emoji
  },
  outlines: {
    epochs: 10, // 840 steps: nothing is to be guessed
    batchSize: 16,
    l1Weight: 20,
    settings: { learningRate: 4e-4, beta1: 0.5 },
    jitter: { mirror: false, shift: 2 }, // an outline lies at the upper left of its edge, in a mirror at the right
    widths: [32, 64, 128, 128],
  },
  maps: {
    epochs: 8, // 3,600 steps
    batchSize: 16,
    l1Weight: 100, // the paper's
    settings: { learningRate: 4e-4, beta1: 0.5 },
    jitter: { mirror: false, shift: 0 }, // the map's shadows fall to one side
    widths: [32, 64, 128, 128],
  },
} as const satisfies Record<string, Pix2pixRun>;

/** Generator, its average, and D where it sees something, for pictures of these pairs; the caller disposes. */
export function buildPix2pix(
  { inputs, targets }: PicturePairs,
  {
    sees,
    widths,
    seed,
  }: {
    readonly sees: DiscriminatorSees;
    readonly widths: readonly number[];
    readonly seed: number;
  },
): Pix2pixNetworks & { readonly averagedGenerator: tf.LayersModel } {
  const [, height, width, inputChannels] = inputs.shape;
  const outputChannels = targets.shape[3];
  const unet = () =>
    buildUnet({ inputShape: [height, width, inputChannels], outputChannels, widths, seed });
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
  const networks = buildPix2pix(pairs, { sees, widths: run.widths, seed });
  const game = pix2pixGame(networks, {
    sees,
    l1Weight: hasL1 ? run.l1Weight : 0,
    generatorSettings: settings,
    discriminatorSettings: settings,
  });
  const start = performance.now();
  const { rows } = await trainGame(game, batches, { epochs: run.epochs, seed, ...options });
  const minutes = (performance.now() - start) / 60_000;
  [networks.generator, networks.discriminator].forEach((model) => model?.dispose());
  return { generator: networks.averagedGenerator, steps: rows[rows.length - 1].step, minutes };
}

/** What a generator makes of pictures, `[n, height, width, channels]` in 0..1; the caller disposes. */
export const translatePictures = (generator: tf.LayersModel, inputs: ByteImages): tf.Tensor4D =>
  tf.tidy(() => {
    const made = applyInUse(generator, pixelsOf(inputs, { range: 'minusOneToOne' }));
    return tf.div(tf.add(made, 1), 2) as tf.Tensor4D; // of pictures, as the inputs are
  });
