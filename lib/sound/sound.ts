import type { tf } from '../backend';
import { requirePositive } from '../check';
import { requireFloats } from '../data/pixel-range';

/** One sound, in one channel. */
export interface Sound {
  /** What it is, in a word or two. */
  readonly name: string;
  /** In −1..1. */
  readonly samples: Float32Array;
  /** Samples a second. */
  readonly sampleRate: number;
}

/** How waves become sounds. */
export interface SoundOptions {
  /** Samples a second. */
  readonly sampleRate: number;
  /** One a sound. Default: 1, 2, 3 … */
  readonly names?: readonly string[];
}

/**
 * The sounds that a network made, or of a data set's tensor.
 *
 * @param waves `[count, samples]` or `[count, samples, 1]` in −1..1, float32; stays the caller's
 * @throws TypeError when waves are not float32; RangeError when the shape is another, names are not as many, or the
 *   rate is not above 0
 */
export function soundsOf(
  waves: tf.Tensor2D | tf.Tensor3D,
  { sampleRate, names }: SoundOptions,
): Sound[] {
  requirePositive('sampleRate', sampleRate);
  const [count, length, channels = 1] = waves.shape;
  if (waves.rank < 2 || waves.rank > 3 || channels !== 1) {
    throw new RangeError(
      `expected waves of shape [count, samples] or [count, samples, 1], but got [${waves.shape.join(', ')}]`,
    );
  }
  if (names && names.length !== count) {
    throw new RangeError(`expected ${count} names, one a sound, but got ${names.length}`);
  }
  requireFloats('waves', waves);
  const samples = waves.dataSync<'float32'>();
  return Array.from({ length: count }, (_, i) => ({
    name: names?.[i] ?? String(i + 1),
    samples: samples.slice(i * length, (i + 1) * length),
    sampleRate,
  }));
}

/** Seconds that a sound lasts. */
export function durationOf({ samples, sampleRate }: Sound): number {
  return samples.length / sampleRate;
}

/** @throws RangeError unless there are sounds, and each has samples and a rate above 0 */
export function requireSounds(sounds: readonly Sound[]): void {
  if (sounds.length === 0) throw new RangeError('expected at least 1 sound, but got 0');
  for (const { name, samples, sampleRate } of sounds) {
    if (samples.length === 0)
      throw new RangeError(`expected ${name} to have samples, but got none`);
    requirePositive('sampleRate', sampleRate);
  }
}
