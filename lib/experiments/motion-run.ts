import { tf } from '../backend';
import { batchesWithReplacement } from '../data/batches';
import { NUM_MOTION_FEATURES, decodeMotion, encodeMotion } from '../data/motion/features';
import { loadMotions } from '../data/motion/motions';
import { type MotionWindows, WINDOW_FRAMES, cutWindows } from '../data/motion/windows';
import { LOSSES } from '../losses';
import { jointPlaces } from '../metrics/motion';
import { stepsAlong } from '../metrics/sharpness';
import { applyInUse } from '../models/gan';
import {
  MOTION_LATENT_DIM,
  type MotionGeneratorOptions,
  buildMotionCritic,
  buildMotionGenerator,
} from '../models/motion-gan';
import { gradientPenalty } from '../penalties';
import { ganGame } from '../training/gan-game';
import type { GameOptions } from '../training/loop';
import { type TimedTraining, trainTimed } from './timed-training';

/** How lesson 21 and its experiment train; judged is the averaged generator after the last step. */
export const MOTION = {
  secondsBetween: 1 / 30, // from the start of one window to the next
  batchSize: 64,
  steps: 4000,
  penaltyWeight: 10,
  settings: { learningRate: 4e-4, beta1: 0.5, beta2: 0.9 },
  averageDecay: 0.995,
} as const;

/** Movements as networks have them, and the way to them and back. */
export interface MotionScale {
  /** Windows → features `[count, 16, 61]` in standard units of the training windows; the caller disposes. */
  featuresOf(windows: Pick<MotionWindows, 'poses' | 'count'>): tf.Tensor3D;
  /** Features → poses `[count, 16, 43]`. */
  posesOf(features: tf.Tensor3D): Float32Array;
  /** The standard deviations, over all numbers, of how standard features change, and of how that changes. */
  readonly differences: { readonly first: number; readonly second: number };
}

/** Numbers that hardly move are not blown up: no deviation counts as less. */
const LEAST_DEVIATION = 0.02;

/** Measures training windows. */
export function fitMotionScale(windows: MotionWindows): MotionScale {
  const raw = (some: Pick<MotionWindows, 'poses' | 'count'>) =>
    tf.tensor3d(encodeMotion(some), [some.count, WINDOW_FRAMES, NUM_MOTION_FEATURES]);
  const [mean, deviation] = tf.tidy(() => {
    const moments = tf.moments(raw(windows), [0, 1]);
    const deviations = tf.maximum(tf.sqrt(moments.variance), LEAST_DEVIATION);
    return [moments.mean.dataSync().slice(), deviations.dataSync().slice()];
  });
  const featuresOf = (some: Pick<MotionWindows, 'poses' | 'count'>) =>
    tf.tidy(() => tf.div<tf.Tensor3D>(tf.sub(raw(some), mean), deviation));
  const differences = tf.tidy(() => {
    const changes = stepsAlong(featuresOf(windows), 1);
    const spreadOf = (x: tf.Tensor) => Math.sqrt(tf.mean(tf.square(x)).dataSync()[0]);
    return { first: spreadOf(changes), second: spreadOf(stepsAlong(changes, 1)) };
  });
  return {
    featuresOf,
    posesOf(features) {
      const unscaled = tf.tidy(() => tf.add(tf.mul(features, deviation), mean));
      const poses = decodeMotion(unscaled.dataSync<'float32'>());
      unscaled.dispose();
      return poses;
    },
    differences,
  };
}

/** Windows of the clips to train on, and of those that are held out. */
export function loadMotionWindows(secondsBetween: number = MOTION.secondsBetween): {
  readonly training: MotionWindows;
  readonly test: MotionWindows;
} {
  const { train, test } = loadMotions();
  const [training, heldOut] = [train, test].map((clips) => cutWindows(clips, { secondsBetween }));
  return { training, test: heldOut };
}

/** How a training differs. */
export interface MotionRun
  extends Pick<GameOptions, 'onProgress' | 'progressEveryMs' | 'onEpoch'>,
    MotionGeneratorOptions {
  /** Default as {@link MOTION} has it; whole passes over the windows are made. */
  readonly steps?: number;
  /** Whether the critic sees how frames change. Default true. */
  readonly seesChanges?: boolean;
}

/** A trained generator, and what it took. */
export interface TrainedMotion extends TimedTraining {
  /** After the last step, averaged; the caller disposes. */
  readonly generator: tf.LayersModel;
}

/** Trains a generator of movements from a seed. */
export async function trainMotion(windows: MotionWindows, run: MotionRun): Promise<TrainedMotion> {
  const { seed, steps = MOTION.steps, seesChanges = true, doubling } = run;
  const { batchSize, settings, penaltyWeight, averageDecay } = MOTION;
  const scale = fitMotionScale(windows);
  const features = scale.featuresOf(windows);
  const batches = batchesWithReplacement(features, { batchSize, seed });
  const [generator, averagedGenerator] = [0, 1].map(() => buildMotionGenerator({ doubling, seed }));
  const discriminator = buildMotionCritic({
    differences: seesChanges ? scale.differences : undefined,
    seed,
  });
  const gan = { generator, averagedGenerator, discriminator, latentDim: MOTION_LATENT_DIM };
  const game = ganGame(gan, {
    loss: LOSSES.wasserstein,
    penalty: gradientPenalty({ weight: penaltyWeight }),
    generatorSettings: settings,
    discriminatorSettings: settings,
    averageDecay,
  });
  const epochs = Math.max(1, Math.round(steps / batches.stepsPerEpoch));
  const training = await trainTimed(game, batches, { recordEvery: 10, ...run, epochs });
  [generator, discriminator, features].forEach((each) => each.dispose());
  return { generator: averagedGenerator, ...training };
}

/** Where the joints are in movements that a generator makes, `[n, 16, 18, 3]`; the caller disposes. */
export const moveAsMade = (generator: tf.LayersModel, z: tf.Tensor2D, scale: MotionScale) => {
  const features = applyInUse(generator, z) as tf.Tensor3D; // a generator of movements
  const places = jointPlaces(scale.posesOf(features));
  features.dispose();
  return places;
};
