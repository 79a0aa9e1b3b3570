import { tf } from '../backend';
import { placesByLabel } from '../data/places-by-label';
import {
  type FourierWindow,
  expectedMagnitude,
  magnitudesOf,
  shortTimeFourier,
} from '../sound/short-time-fourier';
import { loudened } from '../sound/sound-pictures';
import type { ClassSampler } from './class-gaussian';
import { requireCount } from './examples';

const WINDOW: FourierWindow = { windowLength: 256, hop: 64 };

/**
 * Noise that is as loud at each moment and frequency as a class is in the mean: a hiss in the shape of a word or a drum. A
 * classifier of sounds takes it for the class, so its answers prove little without this row; to the ear it is a whisper.
 *
 * @param sounds `[n, length, 1]` in −1..1, length divisible by 64; stay the caller's
 * @param labels the class of each, 0, 1, and so on
 * @returns samples whose loudest is 0.95
 * @throws RangeError when numbers of sounds and labels differ
 */
export function fitSpectrogramNoise(
  sounds: tf.Tensor3D,
  labels: ArrayLike<number>,
): ClassSampler<tf.Rank.R3> {
  const [count, length] = sounds.shape;
  requireCount('labels', labels.length, count);
  const fourier = shortTimeFourier(WINDOW);
  const means = new Map<number, number[][]>();
  for (const [label, places] of placesByLabel(labels)) {
    const mean = tf.tidy(() => {
      const some = tf.gather(sounds, tf.tensor1d(places, 'int32'));
      const magnitudes = magnitudesOf(fourier.analyse(tf.squeeze(some, [2])));
      return tf.mean<tf.Tensor2D>(magnitudes, 0);
    });
    means.set(label, mean.arraySync());
    mean.dispose();
  }
  return {
    sample(asked, random) {
      const wanted = Array.from(asked, (label) => {
        const mean = means.get(label);
        if (mean !== undefined) return mean;
        throw new RangeError(`expected labels that sounds had, but got ${label}`);
      });
      return tf.tidy(() => {
        const noise = fourier.analyse(random.normal<tf.Rank.R2>([wanted.length, length]));
        const loudness = tf.div(tf.tensor3d(wanted), expectedMagnitude(WINDOW));
        const shaped = tf.mul<tf.Tensor3D>(noise, tf.concat([loudness, loudness], 2));
        return loudened(fourier.synthesise(shaped));
      });
    },
  };
}
