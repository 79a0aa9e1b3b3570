import { tf } from '../backend';
import { batchesFrom, sideBySide } from '../data/batches';
import { type PointMixture, RING, samplePoints } from '../data/points';
import { type RingReport, judgeRingMap } from '../metrics/ring-maps';
import { applyInUse } from '../models/gan';
import { buildPointDiscriminator, buildPointGenerator } from '../models/points';
import { Random } from '../random';
import { type CycleganWeights, cycleganGame } from '../training/cyclegan-game';
import { createGameState } from '../training/game';
import { type GameOptions, trainGame } from '../training/loop';
import type { Experiment, Method } from './experiment';

/** Both of the two rings: eight modes on a circle of radius 1, σ 0.05. They are one and the same place by place. */
export const WIDE_RING: PointMixture = { centres: RING.centres, std: 0.05 };

/** How a CycleGAN between two rings is trained. */
export interface TwoRingsRun extends Pick<GameOptions, 'onProgress'> {
  /** Of weights and data. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
  /** Default as in the paper; the toy leaves out the identity loss, or has it. */
  readonly weights?: CycleganWeights;
  /** Default 1,500. */
  readonly steps?: number;
}

/** What came of it. */
export interface TwoRingsResult extends RingReport {
  /** Points of the first ring `[800, 2]`, a hundred of each mode in turn, and where they were taken; the caller disposes. */
  readonly points: tf.Tensor2D;
  readonly translated: tf.Tensor2D;
  /** Mean distance between the points and what comes back. */
  readonly returnError: number;
}

const BATCH_SIZE = 64;
const POINTS_A_MODE = 100;
/** Of both players; twenty times less data in a step than with pictures, so a higher rate than there. */
const ADAM = { learningRate: 1e-3, beta1: 0.5 };

/**
 * Trains a CycleGAN from a ring of eight modes to another that is just like it, and finds out which of the 16 maps of
 * ring onto ring it has become: without the identity loss nothing in its losses prefers one.
 */
export async function runTwoRings({
  seed,
  weights = { identity: 0 },
  steps = 1500,
  onProgress,
}: TwoRingsRun): Promise<TwoRingsResult> {
  const random = new Random(seed);
  const seeds = [1, 2, 3, 4].map((label) => random.fork(label).state.seed);
  const [toB, toA] = seeds.slice(0, 2).map((own) => buildPointGenerator({ seed: own }));
  const [discriminatorA, discriminatorB] = seeds
    .slice(2)
    .map((own) => buildPointDiscriminator({ seed: own }));
  const settings = { ...ADAM, decaySteps: steps };
  const game = cycleganGame(
    { toB, toA, discriminatorA, discriminatorB },
    { weights, generatorSettings: settings, discriminatorSettings: settings },
  );
  const rings = [5, 6].map((label) =>
    batchesFrom((n, own) => samplePoints(WIDE_RING, n, own), {
      ...{ batchSize: BATCH_SIZE, seed: random.fork(label).state.seed, stepsPerEpoch: steps },
    }),
  );
  const state = createGameState(game, { seed });
  try {
    const options = { epochs: 1, recordEvery: steps, seed, onProgress };
    await trainGame(game, sideBySide(rings), { ...options, state });
    return judge(toB, toA, random.fork(7));
  } finally {
    Object.values(state.optimizers).forEach((optimizer) => optimizer.dispose());
    [toB, toA, discriminatorA, discriminatorB].forEach((model) => model.dispose());
  }
}

function judge(toB: tf.LayersModel, toA: tf.LayersModel, random: Random): TwoRingsResult {
  const { centres, std } = WIDE_RING;
  const modes = Array.from(
    { length: centres.length * POINTS_A_MODE },
    (_, i) => i % centres.length,
  );
  const [points, translated, distance] = tf.tidy((): [tf.Tensor2D, tf.Tensor2D, tf.Tensor] => {
    const middles = tf.tensor2d(
      modes.flatMap((mode) => [...centres[mode]]),
      [modes.length, 2],
    );
    const own = tf.add<tf.Tensor2D>(middles, tf.mul(random.normal([modes.length, 2]), std));
    const there = applyInUse(toB, own) as tf.Tensor2D; // as a network for points gives
    const back = applyInUse(toA, there);
    return [own, there, tf.mean(tf.norm(tf.sub(back, own), 2, 1))];
  });
  const to = nearestModes(translated);
  const returnError = distance.dataSync()[0];
  distance.dispose();
  return { ...judgeRingMap(modes, to, centres.length), points, translated, returnError };
}

function nearestModes(points: tf.Tensor2D): Int32Array {
  return tf.tidy(() => {
    const { centres } = WIDE_RING;
    const table = tf.tensor2d(centres.flat(), [centres.length, 2]);
    // all modes are as far from the middle: the nearest has the largest product
    return tf
      .argMax(tf.matMul(points, table, false, true), 1)
      .dataSync<'int32'>()
      .slice();
  });
}

const methodOf = (name: string, weights: CycleganWeights): Method => ({
  task: 'ring → ring',
  name,
  run: async (seed) => {
    const { points, translated, ...found } = await runTwoRings({ seed, weights });
    tf.dispose([points, translated]);
    const { map, isOneToOne, agreement, returnError } = found;
    return {
      ...{ isOneToOne: Number(isOneToOne), isOneOf16: Number(map !== undefined) },
      ...{ isRight: Number(map?.turn === 0 && !map.isMirrored) },
      // −1 where it is none of the 16
      ...{ turn: map?.turn ?? -1, isMirrored: map ? Number(map.isMirrored) : -1 },
      ...{ agreement, returnError },
    };
  },
});

/** Which of the 16 maps comes out, by seed; meant for 16 seeds. */
export const TWO_RINGS: Experiment = {
  name: 'two-rings',
  about: 'CycleGAN from a ring of points to one like it; take --seeds 16, a minute in all',
  methods: [
    methodOf('CycleGAN without identity loss', { identity: 0 }),
    methodOf('without cycle loss too', { identity: 0, cycle: 0 }),
    methodOf('with identity loss', {}),
  ],
};
