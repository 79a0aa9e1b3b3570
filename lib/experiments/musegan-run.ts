import { tf } from '../backend';
import { batchesOfLoops } from '../data/loop-batches';
import { LOOP_ROWS, LOOP_STEPS, type Loops } from '../data/loops';
import { LOSSES } from '../losses';
import type { Rolls } from '../metrics/loops';
import { type Gan, applyInUse } from '../models/gan';
import {
  type LoopOutputs,
  MUSE_LATENT_DIM,
  buildMuseganCritic,
  buildMuseganGenerator,
  withOutputs,
} from '../models/musegan';
import { gradientPenalty } from '../penalties';
import type { Random } from '../random';
import type { Game } from '../training/game';
import { type GanSettings, ganGame } from '../training/gan-game';
import type { GameOptions } from '../training/loop';
import { type TimedTraining, trainTimed } from './timed-training';

/** How a generator learns its outputs: one kind from beginning to end, or numbers first and a threshold after. */
export type MuseganTraining = LoopOutputs | 'two stages';

/** How lesson 18 and its experiment train; judged is the averaged generator after the last step. */
export const MUSEGAN = {
  batchSize: 32,
  steps: 2400, // updates of G
  firstStage: 0.6, // share of the steps in which outputs are numbers, of two stages
  penaltyWeight: 10,
  settings: { learningRate: 8e-4, beta1: 0.5, beta2: 0.9 },
  averageDecay: 0.995,
} as const;

/** The stages of a training: what the outputs are, and for which share of the steps. */
export const stagesOf = (
  training: MuseganTraining,
): readonly { readonly outputs: LoopOutputs; readonly share: number }[] =>
  training === 'two stages'
    ? [
        { outputs: 'probabilities', share: MUSEGAN.firstStage },
        { outputs: 'threshold', share: 1 - MUSEGAN.firstStage },
      ]
    : [{ outputs: training, share: 1 }];

/** How a training differs. */
export interface MuseganRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default `two stages`. */
  readonly training?: MuseganTraining;
  /** Default as {@link MUSEGAN} has it; whole passes over the loops are made. */
  readonly steps?: number;
}

/** A trained generator, and what it took. */
export interface TrainedMusegan extends Pick<TimedTraining, 'steps' | 'minutes'> {
  /** z → logits, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** Rules of the game, whoever plays. */
export const MUSEGAN_RULES: GanSettings = {
  loss: LOSSES.wasserstein,
  penalty: gradientPenalty({ weight: MUSEGAN.penaltyWeight }),
  generatorSettings: MUSEGAN.settings,
  discriminatorSettings: MUSEGAN.settings,
  averageDecay: MUSEGAN.averageDecay,
};

/** Who is trained in stages, and by which game. */
export interface Stagecraft {
  /** Logits of loops, or of some of their tracks, with weights drawn from the run's seed. */
  readonly build: () => tf.LayersModel;
  /** Stays the caller's. */
  readonly discriminator: tf.LayersModel;
  readonly gameOf: (gan: Gan) => Game;
}

/** Trains a generator of loops from a seed. */
export async function trainMusegan(loops: Loops, run: MuseganRun): Promise<TrainedMusegan> {
  const discriminator = buildMuseganCritic(run.seed);
  const trained = await trainInStages(loops, run, {
    build: () => buildMuseganGenerator(run.seed),
    discriminator,
    gameOf: (gan) => ganGame(gan, MUSEGAN_RULES),
  });
  discriminator.dispose();
  return trained;
}

/** Trains a generator stage by stage ({@link stagesOf}): the same weights, with other outputs. */
export async function trainInStages(
  loops: Loops,
  run: MuseganRun,
  { build, discriminator, gameOf }: Stagecraft,
): Promise<TrainedMusegan> {
  const { seed, training = 'two stages', steps: wanted = MUSEGAN.steps } = run;
  const [logits, averaged] = [0, 1].map(build);
  let [steps, minutes] = [0, 0];
  for (const [stage, { outputs, share }] of stagesOf(training).entries()) {
    const batches = batchesOfLoops(loops, { batchSize: MUSEGAN.batchSize, seed: seed + stage });
    const epochs = Math.max(1, Math.round((share * wanted) / batches.stepsPerEpoch));
    const [generator, averagedGenerator] = [logits, averaged].map((each) =>
      withOutputs(each, outputs, seed),
    );
    const gan = { generator, averagedGenerator, discriminator, latentDim: MUSE_LATENT_DIM };
    const trained = await trainTimed(gameOf(gan), batches, { recordEvery: 10, ...run, epochs });
    steps += trained.steps;
    minutes += trained.minutes;
  }
  logits.dispose();
  return { generator: averaged, steps, minutes };
}

/** Loops that are made at once. */
const CHUNK = 200;

/**
 * Loops that a generator makes.
 *
 * @param generator z → logits
 * @param z `[n, 112]`; stays the caller's
 * @param draws where given, a cell sounds with the probability σ(logit); else where the logit is above 0
 */
export const composeLoops = (generator: tf.LayersModel, z: tf.Tensor2D, draws?: Random): Rolls =>
  soundingCells(
    z.shape[0],
    (start, n) => tf.sigmoid(applyInUse(generator, tf.slice(z, [start, 0], [n, -1]))),
    draws,
  );

/**
 * The cells of loops that sound.
 *
 * @param probabilitiesOf of n loops from `start` on, `[n, 64, 69, 1]`; called within a `tf.tidy`
 * @param draws where given, a cell sounds with its probability; else where that is above ½
 */
export function soundingCells(
  count: number,
  probabilitiesOf: (start: number, n: number) => tf.Tensor,
  draws?: Random,
): Rolls {
  const data = new Uint8Array(count * LOOP_STEPS * LOOP_ROWS);
  for (let start = 0; start < count; start += CHUNK) {
    const cells = tf.tidy(() => {
      const probabilities = probabilitiesOf(start, Math.min(CHUNK, count - start));
      const limits = draws ? draws.uniform(probabilities.shape) : tf.scalar(0.5);
      return tf.cast(tf.greater(probabilities, limits), 'int32');
    });
    data.set(cells.dataSync(), start * LOOP_STEPS * LOOP_ROWS);
    cells.dispose();
  }
  return { shape: [count, LOOP_STEPS, LOOP_ROWS], data };
}
