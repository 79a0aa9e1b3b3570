import { tf } from '../backend';
import { NUM_MOTION_FEATURES } from '../data/motion/features';
import { WINDOW_FRAMES } from '../data/motion/windows';
import { type FrameDifferencesOptions, frameDifferences } from '../layers/frame-differences';
import { minibatchStandardDeviation } from '../layers/minibatch-standard-deviation';
import { upSampling } from '../layers/up-sampling';
import { conv1dTranspose } from '../layers/conv1d-transpose';
import { glorotUniform, seedOfLayer } from './initializer';

/** Length of z. */
export const MOTION_LATENT_DIM = 48;

/** Frames and channels to begin with, and the channels while the frames double to 16. */
const BASE = [4, 160] as const;
const DOUBLED = [128, 96] as const;

/** How a generator goes from 4 frames to 16. */
export interface MotionGeneratorOptions {
  /**
   * `lines` draws straight lines between frames and lets a convolution bend them; `transposed` is DCGAN's transposed
   * convolution. Default `lines`.
   */
  readonly doubling?: 'lines' | 'transposed';
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * A generator of movements: z `[batch, 48]` → 4×160 → 8×128 → 16×96 → features `[batch, 16, 61]` of 16 poses in
 * standard units ({@link encodeMotion}).
 *
 * @returns a model that the caller disposes
 */
export function buildMotionGenerator({
  doubling = 'lines',
  seed,
}: MotionGeneratorOptions): tf.LayersModel {
  const [frames, channels] = BASE;
  const normalised = (name: string) => [
    tf.layers.batchNormalization({ name: `${name}_norm` }),
    tf.layers.reLU({ name: `${name}_relu` }),
  ];
  const along = (name: string, filters: number, label: number) =>
    tf.layers.conv1d({
      ...{ name, filters, kernelSize: 5, padding: 'same' },
      kernelInitializer: glorotUniform(seed, label),
    });
  const layers = [
    tf.layers.inputLayer({ inputShape: [MOTION_LATENT_DIM] }),
    tf.layers.dense({
      ...{ name: 'base', units: frames * channels },
      kernelInitializer: glorotUniform(seed, 0),
    }),
    tf.layers.reshape({ name: 'base_frames', targetShape: [...BASE] }),
    ...normalised('base'),
    ...DOUBLED.flatMap((filters, i) => {
      const name = `double_${i + 1}`;
      const doubled =
        doubling === 'lines'
          ? [
              upSampling({ name: `${name}_lines`, factor: 2, method: 'bilinear' }),
              along(name, filters, 1 + i),
            ]
          : [
              conv1dTranspose({
                ...{ name, filters, kernelSize: 4, strides: 2 },
                seed: seedOfLayer(seed, 1 + i),
              }),
            ];
      return [...doubled, ...normalised(name)];
    }),
    along('features', NUM_MOTION_FEATURES, 9),
  ];
  return tf.sequential({ name: 'generator', layers });
}

/** What a critic of movements sees. */
export interface MotionCriticOptions {
  /** Whether it sees how frames change, and in which scales ({@link frameDifferences}). Default: it sees frames alone. */
  readonly differences?: Pick<FrameDifferencesOptions, 'first' | 'second'>;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/**
 * A critic of movements: features `[batch, 16, 61]` → 16×96 → 8×128 → 4×160, how much neighbours of the batch differ
 * ({@link minibatchStandardDeviation}), and a score `[batch, 1]`. Nothing normalises over the batch.
 *
 * @returns a model that the caller disposes
 */
export function buildMotionCritic({ differences, seed }: MotionCriticOptions): tf.LayersModel {
  const halved = (
    name: string,
    filters: number,
    [kernelSize, strides]: readonly [number, number],
    label: number,
  ) => [
    // prettier-ignore
    tf.layers.conv1d({
      ...{ name, filters, kernelSize, strides, padding: 'same' },
      kernelInitializer: glorotUniform(seed, label),
    }),
    tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }),
  ];
  const layers = [
    tf.layers.inputLayer({ inputShape: [WINDOW_FRAMES, NUM_MOTION_FEATURES] }),
    ...(differences ? [frameDifferences({ name: 'moves', ...differences })] : []),
    ...halved('frames', 96, [5, 1], 10),
    ...halved('halve_1', 128, [4, 2], 11),
    ...halved('halve_2', 160, [4, 2], 12),
    minibatchStandardDeviation({ name: 'neighbours', groupSize: 4 }),
    tf.layers.flatten({ name: 'flat' }),
    tf.layers.dense({ name: 'score', units: 1, kernelInitializer: glorotUniform(seed, 13) }),
  ];
  return tf.sequential({ name: 'critic', layers });
}
