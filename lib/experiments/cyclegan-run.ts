import { tf } from '../backend';
import type { OptimizerSettings } from '../backend/optimizer';
import { type Batches, batchesByEpoch, sideBySide } from '../data/batches';
import { type ByteImages, pixelsOf } from '../data/images';
import { toUnitRange } from '../data/pixel-range';
import { imagePool } from '../layers/image-pool';
import type { Translation } from '../metrics/return-trip';
import { applyInUse } from '../models/gan';
import { redrawKernels } from '../models/initializer';
import { buildPatchDiscriminator } from '../models/patch-discriminator';
import { buildResidualGenerator } from '../models/residual-generator';
import { Random } from '../random';
import {
  CYCLEGAN_WEIGHTS,
  type CycleganNetworks,
  type CycleganWeights,
  cycleganGame,
} from '../training/cyclegan-game';
import type { GameOptions } from '../training/loop';
import { trainTimed } from './timed-training';

/**
 * What may be left out of the generators' loss, by the names of the lesson's rows. Without the cycle loss the identity
 * loss alone would still hold the content a little, so there is a row without either.
 */
export const CYCLEGAN_ABLATIONS = {
  CycleGAN: {},
  'without identity loss': { identity: 0 },
  'without cycle loss': { cycle: 0 },
  'adversarial loss alone': { cycle: 0, identity: 0 },
  'without adversarial loss': { adversarial: 0 },
} as const satisfies Record<string, CycleganWeights>;
export type CycleganAblation = keyof typeof CYCLEGAN_ABLATIONS;

/** How a translation without pairs is trained. */
export interface CycleganRun {
  /** Passes over the pictures of A. */
  readonly epochs: number;
  readonly batchSize: number;
  /** Of the generators' losses. */
  readonly weights: CycleganWeights;
  /** Of both players; the rate falls to 0 at the last step. */
  readonly settings: OptimizerSettings;
  /** What the generators make. */
  readonly output: 'picture' | 'change';
  /** Filters of the generators. */
  readonly widths: readonly [number, number, number];
  /** Fakes that are kept to be shown to the discriminators again. */
  readonly poolSize: number;
}

const COMMON = {
  batchSize: 8, // the paper's 1 would leave two cores idle
  settings: { learningRate: 4e-4, beta1: 0.5 }, // twice the paper's rate, since there are so few steps
  widths: [20, 40, 56], // 212,059 weights, under 1 MB
  poolSize: 50, // the paper's
} as const;

/** Chosen on training pictures that were set apart, before any held-out one was looked at. */
export const CYCLEGAN_RUNS = {
  seasons: {
    ...COMMON,
    ...{ epochs: 12, output: 'picture' }, // 2,208 steps
    weights: { ...CYCLEGAN_WEIGHTS, identity: 2 }, // with the paper's 5 fewer winters pass for winters
  },
  glasses: {
    ...COMMON,
    ...{ epochs: 20, output: 'change' }, // 3,740 steps of 1,500 faces; little is to be changed
    weights: { adversarial: 1, cycle: 5, identity: 2 }, // with the paper's more glasses stay on
  },
  vanGogh: {
    ...COMMON,
    ...{ epochs: 6, output: 'change' }, // 2,334 steps
    weights: { adversarial: 1, cycle: 5, identity: 0.5 }, // with the paper's it stays near doing nothing
  },
} as const satisfies Record<string, CycleganRun>;

/** Two sets of pictures that are no pairs: bytes, or tensors in −1..1 with conditions behind the colours. */
export interface UnpairedPictures {
  readonly a: ByteImages | tf.Tensor4D;
  readonly b: ByteImages | tf.Tensor4D;
}

/** The paper's (appendix 7.1). With Glorot's, 2 to 5 times as large, the cycle loss is a third higher after 60 steps. */
const KERNEL_STD = 0.02;

/** Networks for pictures of 3 channels, averages and pools included; the caller disposes. */
export function buildCyclegan({
  side,
  numConditions = 0,
  run: { output, widths, poolSize },
  seed,
}: {
  /** Of the square pictures, in pixels. */
  readonly side: number;
  readonly numConditions?: number;
  readonly run: Pick<CycleganRun, 'output' | 'widths' | 'poolSize'>;
  readonly seed: number;
}): Required<CycleganNetworks> {
  const random = new Random(seed);
  const [seedB, seedA, ...others] = [1, 2, 3, 4, 5, 6].map(
    (label) => random.fork(label).state.seed,
  );
  const generator = (own: number) =>
    redrawKernels(
      buildResidualGenerator({
        ...{ imageShape: [side, side, 3], numConditions, output, widths, seed: own },
      }),
      { std: KERNEL_STD, seed: own },
    );
  const inputShape = [side, side, 3 + numConditions] as const;
  const [discriminatorA, discriminatorB] = others.slice(0, 2).map((own) =>
    redrawKernels(buildPatchDiscriminator({ inputShape, seed: own }), {
      ...{ std: KERNEL_STD, seed: own },
    }),
  );
  const [poolA, poolB] = others.slice(2).map((own) =>
    tf.sequential({
      layers: [
        tf.layers.inputLayer({ inputShape: [...inputShape] }),
        imagePool({ size: poolSize, seed: own }),
      ],
    }),
  );
  return {
    ...{ toB: generator(seedB), toA: generator(seedA) },
    ...{ discriminatorA, discriminatorB, poolA, poolB },
    ...{ averagedToB: generator(seedB), averagedToA: generator(seedA) },
  };
}

/** Pictures of A and of B in −1..1, each shuffled by itself, so that pairs meet by chance only. */
export function unpairedBatches(
  { a, b }: UnpairedPictures,
  { batchSize, seed }: { readonly batchSize: number; readonly seed: number },
): Batches<readonly tf.Tensor[]> {
  const random = new Random(seed);
  return sideBySide(
    [a, b].map((source, i) =>
      batchesByEpoch<ByteImages | tf.Tensor4D>(source, {
        ...{ batchSize, seed: random.fork(i).state.seed, range: 'minusOneToOne' },
      }),
    ),
  );
}

/** Trained translators, and what they took. */
export interface TrainedCyclegan {
  /** The averages of the generators' weights after the last step; the caller disposes. */
  readonly toB: tf.LayersModel;
  readonly toA: tf.LayersModel;
  readonly steps: number;
  readonly minutes: number;
}

/**
 * Trains CycleGAN on two sets from a seed; what is kept is the averages after the last step, a rule fixed beforehand.
 *
 * @param options from which seed and how
 */
export async function trainCyclegan(
  sets: UnpairedPictures,
  {
    seed,
    run,
    ...options
  }: {
    readonly seed: number;
    readonly run: CycleganRun;
  } & Pick<GameOptions, 'onProgress'>,
): Promise<TrainedCyclegan> {
  const batches = unpairedBatches(sets, { batchSize: run.batchSize, seed });
  const [, side, , channels] = sets.a.shape;
  const networks = buildCyclegan({ side, numConditions: channels - 3, run, seed });
  const settings = { ...run.settings, decaySteps: run.epochs * batches.stepsPerEpoch };
  const game = cycleganGame(networks, {
    ...{ weights: run.weights, generatorSettings: settings, discriminatorSettings: settings },
  });
  try {
    const { steps, minutes } = await trainTimed(game, batches, {
      epochs: run.epochs,
      seed,
      ...options,
    });
    return { toB: networks.averagedToB, toA: networks.averagedToA, steps, minutes };
  } finally {
    const { toB, toA, discriminatorA, discriminatorB, poolA, poolB } = networks;
    [toB, toA, discriminatorA, discriminatorB, poolA, poolB].forEach((model) => model.dispose());
  }
}

/**
 * What a generator makes of pictures in 0..1, clipped to 0..1.
 *
 * @param conditions `[n, height, width, k]`, of the pictures that it will be given; stay the caller's. Default: none
 */
export const translationBy =
  (generator: tf.LayersModel, conditions?: tf.Tensor4D): Translation =>
  (pictures) =>
    tf.tidy(() => {
      const scaled = tf.sub<tf.Tensor4D>(tf.mul(pictures, 2), 1);
      const given = conditions ? tf.concat([scaled, conditions], 3) : scaled;
      const made = applyInUse(generator, given) as tf.Tensor4D; // pictures, as a generator gives
      return toUnitRange(made);
    });

/** Degrees north in the middle of where the seasons differ, and from there to either end. */
const [MIDDLE, REACH] = [50.5, 22.5];

/** Latitudes as a channel of pictures, `[n, side, side, 1]`, −1 at 28 and 1 at 73 degrees; the caller disposes. */
export const latitudeChannel = (latitudes: Float32Array, side: number): tf.Tensor4D =>
  tf.tidy(() => {
    const scaled = Array.from(latitudes, (latitude) => (latitude - MIDDLE) / REACH);
    return tf.tile(tf.tensor4d(scaled, [scaled.length, 1, 1, 1]), [1, side, side, 1]);
  });

/** Pictures in −1..1 with their latitudes behind the colours, `[n, side, side, 4]`; the caller disposes. */
export const withLatitudes = (pictures: ByteImages, latitudes: Float32Array): tf.Tensor4D =>
  tf.tidy(() => {
    const colours = pixelsOf(pictures, { range: 'minusOneToOne' });
    return tf.concat([colours, latitudeChannel(latitudes, pictures.shape[1])], 3);
  });
