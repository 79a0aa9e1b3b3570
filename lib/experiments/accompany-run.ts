import { tf } from '../backend';
import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, type Loops } from '../data/loops';
import type { Rolls } from '../metrics/loops';
import { type Gan, applyInTraining, applyInUse } from '../models/gan';
import {
  MUSE_LATENT_DIM,
  buildAccompanist,
  buildMuseganCritic,
  withOutputs,
} from '../models/musegan';
import type { Random } from '../random';
import type { Game } from '../training/game';
import { ganGame } from '../training/gan-game';
import {
  MUSEGAN,
  MUSEGAN_RULES,
  type MuseganRun,
  type TrainedMusegan,
  soundingCells,
  trainInStages,
} from './musegan-run';

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
function accompanyGame(gan: Gan): Game {
  const game = ganGame(gan, MUSEGAN_RULES);
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
  const { isAdversarial = true, ...plain } = run;
  const critic = buildMuseganCritic(run.seed);
  const bass = tf.input({ shape: [LOOP_STEPS, BASS.rows, 1], name: 'bass' });
  const training = isAdversarial ? 'two stages' : 'probabilities';
  const trained = await trainInStages(
    loops,
    { ...plain, training },
    {
      build: () => buildAccompanist(run.seed),
      // A loop has its bass in it: the critic need not look at the one beside it.
      discriminator: tf.model({ inputs: [critic.inputs[0], bass], outputs: critic.outputs }),
      gameOf: isAdversarial ? accompanyGame : likelihoodGame,
    },
  );
  critic.dispose();
  return trained;
}

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
  const whole = withOutputs(generator, 'probabilities', 0); // nothing is drawn by it
  const probabilitiesOf = (start: number, n: number) => {
    const given = Float32Array.from(data.subarray(start * size, (start + n) * size));
    const basses = bassOf(tf.tensor4d(given, [n, LOOP_STEPS, LOOP_ROWS, 1]));
    return applyInUse(whole, [random.normal<tf.Rank.R2>([n, MUSE_LATENT_DIM]), basses]);
  };
  return soundingCells(count, probabilitiesOf, draws ? random : undefined);
}
