import { tf } from '../backend';
import { batchesWithReplacement } from '../data/batches';
import type { Films } from '../data/bodies/films';
import { type ByteImages, pixelsOf } from '../data/images';
import { toUnitRange } from '../data/pixel-range';
import { WINDOW_FRAMES } from '../data/motion/windows';
import { applyInUse } from '../models/gan';
import { buildPatchDiscriminator } from '../models/patch-discriminator';
import { buildUnet } from '../models/unet';
import type { Draw } from '../training/draw';
import type { Game } from '../training/game';
import type { GameOptions } from '../training/loop';
import { type Pix2pixNetworks, pix2pixGame } from '../training/pix2pix-game';
import { type TimedTraining, trainTimed } from './timed-training';

/** Pictures of the body that are shown beside a figure: those of the two frames before. */
const NUM_PAST = 2;

/** How lesson 21's performer and its experiment train; judged is the averaged network after the last step. */
export const PERFORMER = {
  films: { train: 300, test: 60, seed: 1 }, // of 16 frames
  batchSize: 16,
  steps: 3000,
  l1Weight: 100,
  widths: [32, 64, 128, 128],
  fullSizeFilters: 16,
  pastNoise: 0.3, // in −1..1: what the network sees of the past is not as good as in training
  missingPast: 0.15, // share of examples that have none
  settings: { learningRate: 8e-4, beta1: 0.5 },
  averageDecay: 0.995,
} as const;

/** What is to be performed, as tensors in −1..1; the caller disposes. */
export interface Script {
  /** `[16 · count, size, size, 1]`: the frames of one film after those of another. */
  readonly figures: tf.Tensor4D;
  /** `[count, size, size, 1]`: of each film who performs. */
  readonly portraits: tf.Tensor4D;
}

/** Films as tensors in −1..1; the caller disposes. */
export interface FilmPictures extends Script {
  /** `[16 · count, size, size, 1]` */
  readonly bodies: tf.Tensor4D;
}

/** Films as networks see them. */
export function filmPictures({ figures, portraits, bodies }: Films): FilmPictures {
  const read = (images: ByteImages) => pixelsOf(images, { range: 'minusOneToOne' });
  return { figures: read(figures), portraits: read(portraits), bodies: read(bodies) };
}

/** Of each frame its film's portrait, `[16 · count, size, size, 1]`. */
export const portraitOfEach = (portraits: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => {
    const [count, height, width] = portraits.shape;
    const repeated = tf.tile(tf.expandDims<tf.Tensor>(portraits, 1), [1, WINDOW_FRAMES, 1, 1, 1]);
    return tf.reshape(repeated, [count * WINDOW_FRAMES, height, width, 1]);
  });

/** Of each frame the pictures before it, from the last one on, `[n, size, size, 2]`; black where there are none. */
export const pastOf = (bodies: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => {
    const [count, height, width] = bodies.shape;
    const films = tf.reshape(bodies, [-1, WINDOW_FRAMES, height, width, 1]);
    const shifted = Array.from({ length: NUM_PAST }, (_, i) => {
      const kept = tf.slice(films, [0, 0, 0, 0, 0], [-1, WINDOW_FRAMES - 1 - i, -1, -1, -1]);
      const black = tf.fill([films.shape[0], i + 1, height, width, 1], -1);
      return tf.reshape(tf.concat([black, kept], 1), [count, height, width, 1]);
    });
    return tf.concat(shifted, 3) as tf.Tensor4D; // all of rank 4
  });

/** How a training differs. */
export interface PerformerRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'> {
  readonly seed: number;
  /** Default as {@link PERFORMER} has it; whole passes over the frames are made. */
  readonly steps?: number;
  /** Whether a discriminator sees figure, past and body. Default true; else the L1 loss is alone. */
  readonly isAdversarial?: boolean;
  /** What is shown beside the figure. Default: all of it. */
  readonly shown?: Shown;
}

/** What a performer is shown beside the figure: two pictures before, and a portrait. */
export interface Shown {
  readonly past: boolean;
  readonly portrait: boolean;
}
const ALL: Shown = { past: true, portrait: true };

/** A trained performer, and what it took. */
export interface TrainedPerformer extends TimedTraining {
  /** {@link buildPerformer}'s, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** A generator with random weights: figure, portrait and the two bodies before, as far as they are shown → a body, in −1..1. */
export const buildPerformer = (seed: number, { past, portrait } = ALL): tf.LayersModel =>
  buildUnet({
    inputShape: [32, 32, 1 + (portrait ? 1 : 0) + (past ? NUM_PAST : 0)],
    outputChannels: 1,
    widths: PERFORMER.widths,
    fullSizeFilters: PERFORMER.fullSizeFilters,
    seed,
  });

/** Trains a network that makes bodies of figures, from a seed. @param films stay the caller's */
export async function trainPerformer(
  films: FilmPictures,
  run: PerformerRun,
): Promise<TrainedPerformer> {
  const { seed, steps = PERFORMER.steps, isAdversarial = true, shown = ALL } = run;
  const { batchSize, settings, l1Weight, averageDecay } = PERFORMER;
  const inputs = tf.tidy(() =>
    tf.concat<tf.Tensor>(
      [
        films.figures,
        ...(shown.portrait ? [portraitOfEach(films.portraits)] : []),
        ...(shown.past ? [pastOf(films.bodies)] : []),
      ],
      3,
    ),
  );
  const batches = batchesWithReplacement([inputs, films.bodies], { batchSize, seed });
  const epochs = Math.max(1, Math.round(steps / batches.stepsPerEpoch));
  const decaying = { ...settings, decaySteps: epochs * batches.stepsPerEpoch };
  const [generator, averagedGenerator] = [0, 1].map(() => buildPerformer(seed, shown));
  const inputChannels = generator.inputs[0].shape[3]!; // a picture's
  const networks: Pix2pixNetworks = {
    generator,
    averagedGenerator,
    ...(isAdversarial && {
      discriminator: buildPatchDiscriminator({ inputShape: [32, 32, inputChannels + 1], seed }),
    }),
  };
  const game = pix2pixGame(networks, {
    sees: isAdversarial ? 'pair' : 'nothing',
    l1Weight,
    generatorSettings: decaying,
    discriminatorSettings: decaying,
    averageDecay,
  });
  const played = shown.past ? withWorsePast(game) : game;
  const training = await trainTimed(played, batches, { recordEvery: 10, ...run, epochs });
  [generator, networks.discriminator, inputs].forEach((each) => each?.dispose());
  return { generator: averagedGenerator, ...training };
}

/**
 * The game with a past that is noisy, or missing: in use the past is made of the network's own pictures, and errors must not
 * build up.
 */
function withWorsePast(game: Game): Game {
  return {
    ...game,
    players: game.players.map((player) => ({
      ...player,
      numbers: ([inputs, bodies], draw) => player.numbers([worsened(inputs, draw), bodies], draw),
    })),
  };
}

function worsened(inputs: tf.Tensor, draw: Draw): tf.Tensor {
  const [count, height, width, channels] = inputs.shape;
  const certain = tf.slice(inputs, [0, 0, 0, 0], [-1, -1, -1, channels! - NUM_PAST]);
  const past = tf.slice(inputs, [0, 0, 0, channels! - NUM_PAST]);
  const noise = tf.mul(draw.normal([count, height, width, NUM_PAST]), PERFORMER.pastNoise);
  const amount = tf.sigmoid(draw.normal([count, 1, 1, 1])); // little in some, much in others
  const noisy = tf.add(past, tf.mul(noise, amount));
  const isMissing = tf.less(draw.uniform([count, 1, 1, 1]), PERFORMER.missingPast);
  return tf.concat([certain, tf.where(isMissing, tf.onesLike(noisy).neg(), noisy)], 3);
}

/**
 * Films that a network makes of figures, frame after frame, each with its own pictures as the past.
 *
 * @param generator {@link buildPerformer}'s, whatever it is shown
 * @param script stays the caller's
 * @returns `[16 · count, size, size, 1]` in 0..1; the caller disposes
 */
export function perform(generator: tf.LayersModel, { figures, portraits }: Script): tf.Tensor4D {
  return tf.tidy(() => {
    const [, height, width] = figures.shape;
    const films = tf.reshape(figures, [-1, WINDOW_FRAMES, height, width]);
    const channels = generator.inputs[0].shape[3]!; // the figure's, 1 of a portrait, 2 of the past
    const seesPast = channels > NUM_PAST;
    const known = channels % NUM_PAST === 0 ? [portraits] : [];
    const black = tf.fill([films.shape[0], height, width, 1], -1);
    const made: tf.Tensor[] = [];
    for (let frame = 0; frame < WINDOW_FRAMES; frame++) {
      const figure = tf.expandDims(tf.squeeze(tf.slice(films, [0, frame, 0, 0], [-1, 1, -1, -1]), [1]), 3); // prettier-ignore
      const past = seesPast ? [made[frame - 1] ?? black, made[frame - 2] ?? black] : [];
      made.push(applyInUse(generator, tf.concat([figure, ...known, ...past], 3)));
    }
    const bodies = tf.reshape<tf.Rank.R4>(tf.stack(made, 1), figures.shape);
    return toUnitRange(bodies);
  });
}
