import { tf } from '../backend';
import type { Precision } from '../backend/precision';
import { requireInteger } from '../check';
import { batchesFrom } from '../data/batches';
import { GRID, RING, sampleGrid, sampleRing } from '../data/points';
import { type ModeReport, judgeModes } from '../metrics/modes';
import { type Gan, applyInUse } from '../models/gan';
import { type PointOptions, buildPointGan, buildPointGenerator } from '../models/points';
import { Random } from '../random';
import type { History } from '../training/history';
import { type TrainOptions, trainGan } from '../training/train-gan';
import { createTrainingState } from '../training/state';

/** The data of a run, by name. */
export const MIXTURES = {
  ring: { mixture: RING, sample: sampleRing, limits: [-1.6, 1.6] },
  grid: { mixture: GRID, sample: sampleGrid, limits: [-5.5, 5.5] },
} as const;
export type MixtureName = keyof typeof MIXTURES;

/** The parts of a training that a remedy may change. */
export type TrainingPart = Pick<
  TrainOptions,
  'loss' | 'generatorSettings' | 'discriminatorSettings' | 'discriminatorSteps' | 'penalty'
>;

/** One training of a GAN for points, in full. */
export interface PointRun {
  readonly mixture: MixtureName;
  /** Of weights, data and noise. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Updates of G. */
  readonly steps: number;
  /** Real points in a batch. */
  readonly batchSize: number;
  readonly networks: Omit<PointOptions, 'seed'>;
  readonly training: TrainingPart;
  /** Judges the moving average of G's weights, of this decay, in the place of G. Default: G itself is judged. */
  readonly averageDecay?: number;
  /** Default: as of {@link trainGan}. */
  readonly precision?: Precision;
}

/** What came of a run. */
export interface PointResult extends ModeReport {
  /** Of the generator judged, `[2500, 2]`; the caller disposes. */
  readonly points: tf.Tensor2D;
  readonly history: History;
  /** Of the training, on the clock. */
  readonly seconds: number;
}

/** PacGAN's number of points to judge by. */
const NUM_JUDGED = 2500;
/** Set the data and the noise of judging apart from the training's noise. */
const [DATA_LABEL, JUDGE_LABEL] = [1, 2];

/** What a generator makes of z in one go, with its weights as they are; the caller disposes. */
const pointsOf = (generator: tf.LayersModel, z: tf.Tensor2D) =>
  applyInUse(generator, z) as tf.Tensor2D; // [batch, 2], as the networks for points are built

/**
 * Trains one GAN on points and counts the modes that it finds.
 *
 * @param watch called `frames` times over the training, the last time at its end, with the points that the judged
 *   generator then makes; they are disposed after it
 * @throws RangeError when `frames` does not divide the run's steps
 * @see Lin et al. 2018, "PacGAN", section 4.1, for the protocol
 */
export async function runPoints(
  run: PointRun,
  { frames = 1, watch }: { frames?: number; watch?: (points: tf.Tensor2D) => void } = {},
): Promise<PointResult> {
  const { seed, averageDecay, precision } = run;
  const stepsPerEpoch = stepsOfFrame(run.steps, frames);
  const { mixture, sample } = MIXTURES[run.mixture];
  const options = { ...run.networks, seed };
  const gan: Gan = {
    ...buildPointGan(options),
    ...(averageDecay !== undefined && { averagedGenerator: buildPointGenerator(options) }),
  };
  const judged = gan.averagedGenerator ?? gan.generator;
  const random = new Random(seed);
  const z = random.fork(JUDGE_LABEL).normal<tf.Rank.R2>([NUM_JUDGED, gan.latentDim]);
  const batches = batchesFrom(sample, {
    batchSize: run.batchSize,
    seed: random.fork(DATA_LABEL).state.seed,
    stepsPerEpoch,
  });
  const state = createTrainingState(gan, { seed });
  const start = performance.now();
  try {
    const history = await trainGan(gan, batches, {
      ...run.training,
      averageDecay,
      precision,
      epochs: frames,
      seed,
      state,
      recordEvery: 100,
      onEpoch: () => watch && tf.tidy(() => watch(pointsOf(judged, z))),
    });
    const seconds = (performance.now() - start) / 1000;
    const points = pointsOf(judged, z);
    return { ...judgeModes(points, mixture), points, history, seconds };
  } finally {
    z.dispose();
    state.generatorOptimizer.dispose();
    state.discriminatorOptimizer.dispose();
    [gan.generator, gan.discriminator, gan.averagedGenerator].forEach((model) => model?.dispose());
  }
}

/** Steps from one frame to the next: as many each time, so that watching changes nothing. */
function stepsOfFrame(steps: number, frames: number): number {
  requireInteger('steps', steps, { min: 1 });
  requireInteger('frames', frames, { min: 1 });
  if (steps % frames === 0) return steps / frames;
  throw new RangeError(`expected frames to divide the ${steps} steps, but got ${frames}`);
}
