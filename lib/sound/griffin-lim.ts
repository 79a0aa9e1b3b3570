import { tf } from '../backend';
import { requireInteger } from '../check';
import { inChunks } from '../in-chunks';
import type { Random } from '../random';
import { type FourierWindow, magnitudesOf, shortTimeFourier } from './short-time-fourier';

/** How phases are looked for. */
export interface GriffinLimOptions extends FourierWindow {
  /** Integer of at least 0. Default 32. */
  readonly iterations?: number;
  /** Draws the phases to begin with. */
  readonly random: Random;
}

/** Sounds that are worked on at once. */
const CHUNK = 200;

/**
 * Waves whose spectrogram is near to given magnitudes. A magnitude does not say at what phase its wave is; from random
 * phases, each turn makes waves of magnitudes and phases, and takes the phases of those waves for the next.
 *
 * @param magnitudes `[n, numFrames, numBins]`, at least 0, as {@link magnitudesOf} has them; stay the caller's
 * @returns `[n, numFrames · hop]`; the caller disposes
 * @throws RangeError when the window does not have so many bins
 * @see Griffin and Lim 1984, "Signal estimation from modified short-time Fourier transform", section III
 */
export function griffinLim(
  magnitudes: tf.Tensor3D,
  { iterations = 32, random, ...window }: GriffinLimOptions,
): tf.Tensor2D {
  requireInteger('iterations', iterations, { min: 0 });
  const fourier = shortTimeFourier(window);
  const [count, numFrames, numBins] = magnitudes.shape;
  if (numBins !== fourier.numBins) {
    throw new RangeError(`expected ${fourier.numBins} bins, but got ${numBins}`);
  }
  const wavesFrom = (some: tf.Tensor3D) => {
    const twice = tf.concat([some, some], 2);
    const [n] = some.shape;
    const angles = random.uniform<tf.Rank.R3>([n, numFrames, numBins], 0, 2 * Math.PI);
    let phases = tf.concat([tf.cos(angles), tf.sin(angles)], 2);
    for (let i = 0; i < iterations; i++) {
      const before = phases;
      phases = tf.tidy(() => phasesOf(fourier.analyse(fourier.synthesise(tf.mul(twice, before)))));
      before.dispose();
    }
    return fourier.synthesise(tf.mul(twice, phases));
  };
  return inChunks(count, CHUNK, (start, n) =>
    wavesFrom(tf.slice(magnitudes, [start, 0, 0], [n, -1, -1])),
  );
}

/** A transform in which every magnitude is 1; where there was none, 0. */
function phasesOf(transform: tf.Tensor3D): tf.Tensor3D {
  const sizes = magnitudesOf(transform);
  return tf.div(transform, tf.maximum(tf.concat([sizes, sizes], 2), SILENCE));
}

/** Far below what is heard. */
const SILENCE = 1e-8;
