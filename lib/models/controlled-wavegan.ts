import { tf } from '../backend';
import {
  type ControlledDiscriminatorOptions,
  controlledDiscriminator,
  controlledGenerator,
} from './controlled-gan';
import { glorotUniform } from './initializer';
import { SOUND_LENGTH, type WaveganOptions, placesLayers, soundLayers } from './wavegan';

/** Sizes of networks for sounds of 4,096 samples that are told numbers. */
export type ControlledWaveganOptions = Pick<WaveganOptions, 'kernelSize' | 'seed'> &
  Pick<ControlledDiscriminatorOptions, 'numControls'>;

/** What D is told, and how far its layers are shifted against each other. */
export type ControlledWaveganDiscriminatorOptions = ControlledWaveganOptions &
  Pick<ControlledDiscriminatorOptions, 'isTold' | 'shift'>;

/**
 * {@link buildWaveganGenerator}, told what to make in numbers: z `[batch, 64]` and controls `[batch, numControls]`, one
 * behind the other → sounds `[batch, 4096, 1]` in (−1, 1).
 *
 * @returns a model that the caller disposes
 */
export function buildControlledWaveganGenerator(options: ControlledWaveganOptions): tf.LayersModel {
  const { numControls, kernelSize = 25, seed } = options;
  return controlledGenerator(soundLayers({ kernelSize, seed }), numControls);
}

/**
 * {@link buildWaveganDiscriminator}, told numbers and naming them as {@link buildControlledDiscriminator} does of pictures:
 * sounds `[batch, 4096, 1]` and controls → 16×128 places → 256 features → a logit `[batch, 1]` and answers `[batch,
 * numControls]`.
 *
 * @returns a model of two outputs that the caller disposes
 */
export function buildControlledWaveganDiscriminator(
  options: ControlledWaveganDiscriminatorOptions,
): tf.LayersModel {
  const { numControls, kernelSize = 25, isTold = true, shift = 2, seed } = options;
  const layers = [
    ...placesLayers({ kernelSize, seed, shift }),
    tf.layers.dense({
      name: 'features',
      units: 256,
      kernelInitializer: glorotUniform(seed, 9),
    }),
    tf.layers.leakyReLU({ name: 'features_leak', alpha: 0.2 }),
  ];
  return controlledDiscriminator(layers, {
    input: { name: 'sounds', shape: [SOUND_LENGTH, 1] },
    ...{ numControls, isTold, seed },
  });
}
