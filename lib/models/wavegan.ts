import { tf } from '../backend';
import { requireInteger } from '../check';
import { conv1dTranspose } from '../layers/conv1d-transpose';
import { phaseShuffle } from '../layers/phase-shuffle';
import type { Gan } from './gan';
import { glorotUniform, seedOfLayer } from './initializer';

/** Sizes of the two networks for sounds of 4,096 samples. */
export interface WaveganOptions {
  /** Length of z. Default 64. */
  readonly latentDim?: number;
  /**
   * Samples that a filter spans, at least 4. Default 25, as in the paper; 9 cost a third as much, and of spoken digits
   * made more in the same time.
   */
  readonly kernelSize?: number;
  /** Draws the initial weights, and D's shifts. Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** A discriminator's sizes. */
export interface WaveganDiscriminatorOptions extends Omit<WaveganOptions, 'latentDim'> {
  /** Most places by which {@link phaseShuffle} shifts between layers; 0 for none. Default 2, as in the paper. */
  readonly shift?: number;
}

/** What their layers depend on. */
export type WaveganLayers = Required<Pick<WaveganOptions, 'kernelSize' | 'seed'>>;

/** 16 places after the dense layer, four times quadrupled. */
const [FIRST_LENGTH, STRIDE] = [16, 4];
/** Samples of a sound. */
export const SOUND_LENGTH = FIRST_LENGTH * STRIDE ** 4;
/** Channels from the whole sound to its 16 places. */
const CHANNELS = [16, 32, 64, 128] as const;
const INNERMOST = CHANNELS[3];

/**
 * WaveGAN's generator in small: z `[batch, 64]` → dense 16·128 → 16×128 → 64×64 → 256×32 → 1,024×16 → sounds `[batch,
 * 4096, 1]` in (−1, 1), by transposed convolutions of stride 4 with leaky ReLU between and tanh at the end.
 *
 * 64·2048 + 2048 + 25·(128·64 + 64·32 + 32·16 + 16) + 64 + 32 + 16 + 1 = 402,433 parameters.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer, or too small
 * @see Donahue et al. 2019, "Adversarial audio synthesis", section 3.1 and table 3, of which this has a quarter of the
 *   channels and of the samples; unlike there, leaky ReLU
 */
export function buildWaveganGenerator(options: WaveganOptions): tf.LayersModel {
  const { latentDim, ...sizes } = checked(options);
  const input = tf.layers.inputLayer({ inputShape: [latentDim] });
  return tf.sequential({ name: 'generator', layers: [input, ...soundLayers(sizes)] });
}

/** G's layers after its input, whatever its length: `[batch, any]` → `[batch, 4096, 1]`. */
export function soundLayers({ kernelSize, seed }: WaveganLayers): tf.layers.Layer[] {
  const outputs = [...CHANNELS.slice(0, 3).reverse(), 1];
  return [
    tf.layers.dense({
      name: 'base',
      units: FIRST_LENGTH * INNERMOST,
      kernelInitializer: glorotUniform(seed, 0),
    }),
    leaky('base'),
    tf.layers.reshape({ name: 'base_places', targetShape: [FIRST_LENGTH, INNERMOST] }),
    ...outputs.flatMap((filters, i) => {
      const name = `quadruple_${i + 1}`;
      const isLast = i === outputs.length - 1;
      return [
        conv1dTranspose({
          ...{ name, filters, kernelSize, strides: STRIDE },
          seed: seedOfLayer(seed, 1 + i),
        }),
        isLast ? tf.layers.activation({ name: 'sound', activation: 'tanh' }) : leaky(name),
      ];
    }),
  ];
}

/**
 * WaveGAN's discriminator, or critic, in small: sounds `[batch, 4096, 1]` → 1,024×16 → 256×32 → 64×64 → 16×128 → a
 * logit or score `[batch, 1]`, by convolutions of stride 4 with leaky ReLU, and {@link phaseShuffle} after each but the
 * last. Nothing normalises over the batch: R₁ and the gradient penalty may be added.
 *
 * 25·(16 + 16·32 + 32·64 + 64·128) + 16 + 32 + 64 + 128 + 2048 + 1 = 271,489 parameters, and three counters of the
 * shuffles' draws.
 *
 * @returns a model that the caller disposes
 * @throws RangeError when a size is no integer, or too small
 * @see Donahue et al. 2019, sections 3.1 and 3.3 and table 4
 */
export function buildWaveganDiscriminator(options: WaveganDiscriminatorOptions): tf.LayersModel {
  const { kernelSize, seed } = checked(options);
  const { shift = 2 } = options;
  const input = tf.layers.inputLayer({ inputShape: [SOUND_LENGTH, 1] });
  const logit = tf.layers.dense({
    name: 'logit',
    units: 1,
    kernelInitializer: glorotUniform(seed, 9),
  });
  const layers = [input, ...placesLayers({ kernelSize, seed, shift }), logit];
  return tf.sequential({ name: 'discriminator', layers });
}

/** D's layers after its input: `[batch, 4096, 1]` → 16×128, flattened, `[batch, 2048]`. */
export function placesLayers(
  options: WaveganLayers & { readonly shift: number },
): tf.layers.Layer[] {
  const { kernelSize, seed, shift } = options;
  requireInteger('shift', shift, { min: 0 });
  return [
    ...CHANNELS.flatMap((filters, i) => {
      const name = `quarter_${i + 1}`;
      const isShuffled = shift > 0 && i < CHANNELS.length - 1;
      return [
        tf.layers.conv1d({
          ...{ name, filters, kernelSize, strides: STRIDE, padding: 'same' },
          kernelInitializer: glorotUniform(seed, 5 + i),
        }),
        leaky(name),
        ...(isShuffled
          ? [phaseShuffle({ name: `${name}_shuffle`, shift, seed: seedOfLayer(seed, 10 + i) })]
          : []),
      ];
    }),
    tf.layers.flatten({ name: 'flat' }),
  ];
}

/** Both networks, with the paper's phase shuffle; the caller disposes the models. */
export function buildWaveganGan(options: WaveganOptions): Gan {
  return {
    generator: buildWaveganGenerator(options),
    discriminator: buildWaveganDiscriminator(options),
    latentDim: checked(options).latentDim,
  };
}

const leaky = (name: string) => tf.layers.leakyReLU({ name: `${name}_leak`, alpha: 0.2 }); // the paper's slope

function checked({ latentDim = 64, kernelSize = 25, seed }: WaveganOptions) {
  requireInteger('latentDim', latentDim, { min: 1 });
  requireInteger('kernelSize', kernelSize, { min: STRIDE });
  return { latentDim, kernelSize, seed };
}
