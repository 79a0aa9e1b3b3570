import { tf } from '../backend';
import { requireInteger } from '../check';
import { randomShift } from '../layers/random-shift';
import {
  DIGIT_SHAPES,
  type DcganShapes,
  discriminatorLayers,
  generatorLayers,
  logitLayer,
} from './dcgan';
import { glorotUniform } from './initializer';
import { type Symbolic, through } from './symbolic';

/** Sizes of networks that are told numbers. */
export interface ControlledGanOptions {
  /** Height and width of a picture. Default 32. */
  readonly size?: keyof typeof SHAPES;
  /** 1 for grey, 3 for colour, which is the default. */
  readonly channels?: 1 | 3;
  /** Numbers that say what a picture shows ({@link controlsOf}). */
  readonly numControls: number;
  /** Draws the initial weights. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** Numbers drawn at random: what is not asked for. */
export const CONTROLLED_LATENT_DIM = 64;
const FEATURES = 256;
/** Between features and answers. */
const ANSWER_UNITS = 128;
/** Digits' own, and beyond as many channels as leave G's file of weights under 1 MB. */
const SHAPES = {
  28: DIGIT_SHAPES,
  32: { base: [4, 4, 80], doubled: [40, 24], fullSizeFilters: 12, halved: [32, 64, 128] },
  64: { base: [4, 4, 64], doubled: [48, 32, 16], fullSizeFilters: 8, halved: [16, 32, 64, 128] },
} as const satisfies Record<number, Omit<DcganShapes, 'channels'>>;

/**
 * DCGAN's generator, told what to show in numbers: z `[batch, 64]` and controls `[batch, numControls]`, one behind the
 * other → dense 128 → 4×4×80 → 8×8×40 → 16×16×24 → 32×32×12 ({@link pictureEnd}) → pictures `[batch, size, size, channels]` in (0, 1).
 *
 * @returns a model that the caller disposes
 * @see Mirza and Osindero 2014, "Conditional generative adversarial nets", section 3.2
 */
export function buildControlledGenerator(options: ControlledGanOptions): tf.LayersModel {
  const { numControls, shapes, seed } = checked(options);
  return controlledGenerator(generatorLayers(seed, shapes), numControls);
}

/**
 * A generator told numbers: z `[batch, 64]` and controls, one behind the other → the layers.
 *
 * @param layers from `[batch, 64 + numControls]` to examples
 */
export function controlledGenerator(
  layers: readonly tf.layers.Layer[],
  numControls: number,
): tf.LayersModel {
  requireInteger('numControls', numControls, { min: 1 });
  const z = tf.input({ shape: [CONTROLLED_LATENT_DIM], name: 'z' });
  const controls = tf.input({ shape: [numControls], name: 'controls' });
  const told = tf.layers.concatenate({ name: 'told' }).apply([z, controls]) as Symbolic;
  return tf.model({ name: 'generator', inputs: [z, controls], outputs: through(layers, told) });
}

/** What a discriminator is told. */
export interface ControlledDiscriminatorOptions extends ControlledGanOptions {
  /** Whether it is told what a picture should show. Default true; to see what becomes of the controls without. */
  readonly isTold?: boolean;
  /**
   * Whether the features are batch-normalised, as a DCGAN's are. Default false: with it, what D says of a picture depends on
   * the others of its batch, and G obeys less.
   */
  readonly normalisesFeatures?: boolean;
  /** Most pixels by which it sees pictures shifted in training ({@link randomShift}). Default 0. */
  readonly shift?: number;
}

/**
 * A discriminator that is told numbers, and names them: pictures `[batch, size, size, channels]` and controls → a logit
 * `[batch, 1]` and answers `[batch, numControls]`. To the logit it adds the inner product of the picture's 256 features with 256
 * numbers made of the controls: how well the picture fits. The answers are read off the same features, of pictures
 * alone, by way of 128 hidden units.
 *
 * @returns a model of two outputs that the caller disposes
 * @see Miyato and Koyama 2018, "cGANs with projection discriminator", equation 4; Odena et al. 2017, "Conditional image
 *   synthesis with auxiliary classifier GANs", section 3, for the answers
 */
export function buildControlledDiscriminator({
  isTold = true,
  normalisesFeatures = false,
  shift = 0,
  ...options
}: ControlledDiscriminatorOptions): tf.LayersModel {
  const { numControls, shapes, size, seed } = checked(options);
  const moved = shift > 0 ? [randomShift({ name: 'shift', shift, seed })] : [];
  const layers = discriminatorLayers(seed, { ...shapes, normalisesFeatures });
  return controlledDiscriminator([...moved, ...layers], {
    input: { name: 'pictures', shape: [size, size, shapes.channels] },
    ...{ numControls, isTold, seed },
  });
}

/**
 * A discriminator that is told numbers, and names them, as {@link buildControlledDiscriminator}'s does.
 *
 * @param layers from examples to 256 features
 */
export function controlledDiscriminator(
  layers: readonly tf.layers.Layer[],
  options: Required<Pick<ControlledDiscriminatorOptions, 'numControls' | 'isTold' | 'seed'>> & {
    readonly input: { readonly name: string; readonly shape: number[] };
  },
): tf.LayersModel {
  const { input, numControls, isTold, seed } = options;
  requireInteger('numControls', numControls, { min: 1 });
  const examples = tf.input(input);
  const controls = tf.input({ shape: [numControls], name: 'controls' });
  const features = through(layers, examples);
  const dense = (name: string, units: number, label: number) =>
    tf.layers.dense({ name, units, kernelInitializer: glorotUniform(seed, label) });
  const wanted = through(
    [
      dense('wanted_hidden', 64, 20),
      tf.layers.leakyReLU({ name: 'wanted_leak', alpha: 0.2 }),
      dense('wanted', FEATURES, 21),
    ],
    controls,
  );
  const fit = tf.layers.dot({ name: 'fit', axes: 1 }).apply([features, wanted]) as Symbolic;
  const plain = logitLayer(seed).apply(features) as Symbolic;
  const told = tf.layers.add({ name: 'told_logit' }).apply([plain, fit]) as Symbolic;
  const answers = through(
    [
      dense('answers_hidden', ANSWER_UNITS, 22),
      tf.layers.leakyReLU({ name: 'answers_leak', alpha: 0.2 }),
      dense('answers', numControls, 23),
    ],
    features,
  );
  return tf.model({
    name: 'discriminator',
    inputs: [examples, controls],
    outputs: [isTold ? told : plain, answers],
  });
}

function checked({ size = 32, channels = 3, numControls, seed }: ControlledGanOptions) {
  requireInteger('numControls', numControls, { min: 1 });
  return { size, numControls, seed, shapes: { ...SHAPES[size], channels } };
}
