import { tf } from '../backend';
import { SAMPLE_RATE } from '../data/sounds';
import { inChunks } from '../in-chunks';
import { logSpectrogram } from '../layers/log-spectrogram';

/** 40 bands every 8 ms, down to 100 decibels below a sine of amplitude 1: what is silent must be silent. */
const LEVELS = {
  ...{ sampleRate: SAMPLE_RATE, windowLength: 256, hop: 64, bands: 40 },
  quietest: 1e-10,
} as const;
/** The layer's range of 2 is 100 decibels. */
const BELS = 5;
/** Moments and bands whose mean is one number. */
const POOL: [number, number] = [4, 2];
/** Sounds that are worked on at once. */
const CHUNK = 250;

/**
 * Sounds as numbers to compare: how loud each of 20 bands of frequency is in each 32 ms, in the scale of
 * {@link logSpectrogram}. No network had a say in it: whoever fools a judge does not fool this.
 *
 * @param sounds `[n, length, 1]` in −1..1; stay the caller's
 * @returns `[n, length / 256 · 20]`; the caller disposes
 */
export function soundFeatures(sounds: tf.Tensor3D): tf.Tensor2D {
  const [count, ...shape] = sounds.shape;
  const layer = logSpectrogram({ name: 'levels', inputShape: shape, ...LEVELS });
  return inChunks(count, CHUNK, (start, n) => {
    const levels = layer.apply(tf.slice(sounds, [start, 0, 0], [n, -1, -1]));
    const pooled = tf.avgPool(levels as tf.Tensor4D, POOL, POOL, 'valid'); // of one tensor
    return tf.mul<tf.Tensor2D>(tf.reshape(pooled, [n, -1]), BELS / 2);
  });
}
