import { tf } from '../backend';
import { batchesOfLoops } from '../data/loop-batches';
import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, type Loops } from '../data/loops';
import { LOSSES } from '../losses';
import type { Rolls } from '../metrics/loops';
import { type Gan, applyInTraining, applyInUse } from '../models/gan';
import {
  MUSE_LATENT_DIM,
  buildAccompanist,
  buildMuseganCritic,
  withOutputs,
} from '../models/musegan';
import { gradientPenalty } from '../penalties';
import type { Random } from '../random';
import type { Game } from '../training/game';
import { type GanSettings, ganGame } from '../training/gan-game';
import { MUSEGAN, type MuseganRun, type TrainedMusegan, stagesOf } from './musegan-run';
import { trainTimed } from './timed-training';

const { bass: BASS } = LOOP_TRACKS;

/** The bass of loops, `[n, 64, 24, 1]`; the caller disposes. @param loops `[n, 64, 69, 1]` */
export const bassOf = (loops: tf.Tensor): tf.Tensor =>
  tf.slice(loops, [0, 0, BASS.first, 0], [-1, -1, BASS.rows, -1]);

/** How the training of an accompanist differs. */
export interface AccompanyRun extends Omit<MuseganRun, 'training'> {
  /**
   * Whether a critic judges it. Default true; else it is to give each cell of a loop's drums and chords the probability
   * that it sounds, by cross-entropy.
   */
  readonly isAdversarial?: boolean;
}

/** A GAN of loops whose bass G is given: what the players of {@link ganGame} are given is read off the loops. */
function accompanyGame(gan: Gan, settings: GanSettings): Game {
  const game = ganGame(gan, settings);
  return {
    ...game,
    players: game.players.map((player) => ({
      ...player,
      numbers: ([loops], draw) => player.numbers([loops, bassOf(loops)], draw),
    })),
  };
}

/** One player, who is told what should have sounded. */
function likelihoodGame({ generator, averagedGenerator }: Gan): Game {
  return {
    networks: { generator, ...(averagedGenerator && { averagedGenerator }) },
    players: [
      {
        name: 'generator',
        moves: ['generator'],
        settings: MUSEGAN.settings,
        numbers: ([loops], draw) => {
          const z = draw.normal([loops.shape[0], MUSE_LATENT_DIM]);
          const made = applyInTraining(generator, [z, bassOf(loops)]);
          return { loss: tf.losses.logLoss(loops, made) as tf.Scalar }; // a mean
        },
      },
    ],
    averages: averagedGenerator
      ? [{ of: 'generator', into: 'averagedGenerator', decay: MUSEGAN.averageDecay }]
      : [],
  };
}

/** Trains a generator of the drums and chords that go with a bass, from a seed. */
export async function trainAccompanist(loops: Loops, run: AccompanyRun): Promise<TrainedMusegan> {
  const { seed, isAdversarial = true, steps: wanted = MUSEGAN.steps } = run;
  const { batchSize, settings, penaltyWeight, averageDecay } = MUSEGAN;
  const [logits, averaged] = [0, 1].map(() => buildAccompanist(seed));
  const critic = buildMuseganCritic(seed);
  const bass = tf.input({ shape: [LOOP_STEPS, BASS.rows, 1], name: 'bass' });
  // A loop has its bass in it: the critic need not look at the one beside it.
  const discriminator = tf.model({ inputs: [critic.inputs[0], bass], outputs: critic.outputs });
  let [steps, minutes] = [0, 0];
  for (const [stage, { outputs, share }] of stagesOf(
    isAdversarial ? 'two stages' : 'probabilities',
  ).entries()) {
    const batches = batchesOfLoops(loops, { batchSize, seed: seed + stage });
    const epochs = Math.max(1, Math.round((share * wanted) / batches.stepsPerEpoch));
    const [generator, averagedGenerator] = [logits, averaged].map((each) =>
      withOutputs(each, outputs, seed),
    );
    const gan = { generator, averagedGenerator, discriminator, latentDim: MUSE_LATENT_DIM };
    const game = isAdversarial
      ? accompanyGame(gan, {
          loss: LOSSES.wasserstein,
          penalty: gradientPenalty({ weight: penaltyWeight }),
          generatorSettings: settings,
          discriminatorSettings: settings,
          averageDecay,
        })
      : likelihoodGame(gan);
    const trained = await trainTimed(game, batches, { recordEvery: 10, ...run, epochs });
    steps += trained.steps;
    minutes += trained.minutes;
  }
  [logits, critic].forEach((model) => model.dispose());
  return { generator: averaged, steps, minutes };
}

/** Loops that are made at once. */
const CHUNK = 200;

/**
 * The basses of loops, with drums and chords that a generator makes for them.
 *
 * @param generator {@link buildAccompanist}'s
 * @param random draws z
 * @param draws whether a cell sounds with the probability σ(logit); else where the logit is above 0
 */
export function accompany(
  generator: tf.LayersModel,
  { shape: [count], data }: Rolls,
  { random, draws = false }: { readonly random: Random; readonly draws?: boolean },
): Rolls {
  const size = LOOP_STEPS * LOOP_ROWS;
  const whole = withOutputs(generator, draws ? 'bernoulli' : 'threshold', 0);
  const made = new Uint8Array(count * size);
  for (let start = 0; start < count; start += CHUNK) {
    const n = Math.min(CHUNK, count - start);
    const cells = tf.tidy(() => {
      const given = Float32Array.from(data.subarray(start * size, (start + n) * size));
      const basses = bassOf(tf.tensor4d(given, [n, LOOP_STEPS, LOOP_ROWS, 1]));
      const loops = applyInUse(whole, [random.normal<tf.Rank.R2>([n, MUSE_LATENT_DIM]), basses]);
      const limits = draws ? random.uniform(loops.shape) : tf.scalar(0.5);
      return tf.cast(tf.greater(loops, limits), 'int32');
    });
    made.set(cells.dataSync(), start * size);
    cells.dispose();
  }
  return { shape: [count, LOOP_STEPS, LOOP_ROWS], data: made };
}
