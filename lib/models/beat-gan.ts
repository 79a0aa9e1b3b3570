import { tf } from '../backend';
import { requireInteger } from '../check';
import { conv1dTranspose } from '../layers/conv1d-transpose';
import { phaseShuffle } from '../layers/phase-shuffle';
import { type ControlledDiscriminatorOptions, controlledGenerator } from './controlled-gan';
import { glorotUniform, seedOfLayer } from './initializer';
import { type Symbolic, through } from './symbolic';

/** Sizes of networks for signals of 128 samples that are told numbers. */
export type BeatGanOptions = Pick<ControlledDiscriminatorOptions, 'numControls' | 'seed'>;

/** What D is told, and how far it sees signals shifted. */
export type BeatDiscriminatorOptions = BeatGanOptions &
  Pick<ControlledDiscriminatorOptions, 'isTold' | 'shift'>;

/** Samples of a signal: 8 after the dense layer, twice quadrupled. */
const [FIRST_LENGTH, STRIDE] = [8, 4];
const LENGTH = FIRST_LENGTH * STRIDE ** 2;
/** Channels of 32 and of 8 places. */
const [CHANNELS, INNERMOST] = [16, 32];
/** A filter spans two strides, so that all samples get as many weights. */
const KERNEL_SIZE = 2 * STRIDE;
const FEATURES = 64;

const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 });

/**
 * A generator of short signals such as heart beats, told what to show in numbers: z `[batch, 64]` and controls `[batch,
 * numControls]` → dense 8·32 → 8×32 → 32×16 → signals `[batch, 128, 1]` in (0, 1).
 *
 * @returns a model that the caller disposes
 * @see Donahue et al. 2019, "Adversarial audio synthesis", section 3.1, in small
 */
export function buildBeatGenerator({ numControls, seed }: BeatGanOptions): tf.LayersModel {
  const quadruple = (name: string, filters: number, label: number) =>
    conv1dTranspose({
      name,
      filters,
      kernelSize: KERNEL_SIZE,
      strides: STRIDE,
      seed: seedOfLayer(seed, label),
    });
  const layers = [
    tf.layers.dense({
      name: 'base',
      units: FIRST_LENGTH * INNERMOST,
      useBias: false,
      kernelInitializer: glorotUniform(seed, 0),
    }),
    tf.layers.batchNormalization({ name: 'base_norm' }),
    leaky('base'),
    tf.layers.reshape({ name: 'base_places', targetShape: [FIRST_LENGTH, INNERMOST] }),
    quadruple('quadruple', CHANNELS, 1),
    tf.layers.batchNormalization({ name: 'quadruple_norm' }),
    leaky('quadruple'),
    quadruple('signal', 1, 2),
    tf.layers.activation({ name: 'signal_range', activation: 'sigmoid' }),
  ];
  return controlledGenerator(layers, numControls);
}

/**
 * The discriminator of such signals, told numbers and naming them, as {@link buildControlledDiscriminator} is of
 * pictures: `[batch, 128, 1]` and controls → 32×16 → 8×32 → 64 features → a logit `[batch, 1]` and answers `[batch,
 * numControls]`.
 *
 * @returns a model of two outputs that the caller disposes
 */
export function buildBeatDiscriminator(options: BeatDiscriminatorOptions): tf.LayersModel {
  const { numControls, isTold = true, shift = 0, seed } = options;
  requireInteger('numControls', numControls, { min: 1 });
  const signals = tf.input({ shape: [LENGTH, 1], name: 'signals' });
  const controls = tf.input({ shape: [numControls], name: 'controls' });
  const dense = (name: string, units: number, label: number) =>
    tf.layers.dense({ name, units, kernelInitializer: glorotUniform(seed, label) });
  const quarter = (name: string, filters: number, label: number) =>
    tf.layers.conv1d({
      name,
      filters,
      kernelSize: KERNEL_SIZE,
      strides: STRIDE,
      padding: 'same',
      kernelInitializer: glorotUniform(seed, label),
    });
  const features = through(
    [
      ...(shift > 0 ? [phaseShuffle({ name: 'shift', shift, seed })] : []),
      quarter('quarter', CHANNELS, 10),
      leaky('quarter'),
      quarter('sixteenth', INNERMOST, 11),
      leaky('sixteenth'),
      tf.layers.flatten({ name: 'flat' }),
      dense('features', FEATURES, 12),
      leaky('features'),
    ],
    signals,
  );
  const wanted = dense('wanted', FEATURES, 13).apply(controls) as Symbolic;
  const fit = tf.layers.dot({ name: 'fit', axes: 1 }).apply([features, wanted]) as Symbolic;
  const plain = dense('logit', 1, 14).apply(features) as Symbolic;
  const told = tf.layers.add({ name: 'told_logit' }).apply([plain, fit]) as Symbolic;
  const answers = dense('answers', numControls, 15).apply(features) as Symbolic;
  return tf.model({
    name: 'discriminator',
    inputs: [signals, controls],
    outputs: [isTold ? told : plain, answers],
  });
}
