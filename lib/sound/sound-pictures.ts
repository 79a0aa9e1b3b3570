import { tf } from '../backend';
import type { Random } from '../random';
import { griffinLim } from './griffin-lim';
import { type FourierWindow, magnitudesOf, shortTimeFourier } from './short-time-fourier';

/** Sounds as pictures that a network for pictures can learn, and the way back. */
export interface SoundPictures {
  /** Sounds `[n, length, 1]` → `[n, numFrames, numBins, 1]` in 0..1: moments from above, low tones left; the caller disposes. */
  picturesOf(sounds: tf.Tensor3D): tf.Tensor4D;
  /**
   * Pictures → sounds in −1..1, the loudest sample of each 0.95, their phases found by {@link griffinLim}; the caller
   * disposes.
   */
  soundsOf(pictures: tf.Tensor4D, random: Random): tf.Tensor3D;
}

/** Windows of 16 ms at 8,000 samples a second, as the paper's at 16,000. */
export const PICTURE_WINDOW: FourierWindow = { windowLength: 128, hop: 64 };

/** Standard deviations about the mean at which a level is cut off. */
const CUT = 3;
/** Magnitude that counts as silence: 60 decibels below a sine of amplitude 1. */
const QUIETEST = 1e-3;

/**
 * The picture form of sounds: the logarithm of each frequency's magnitude, less the frequency's mean in `sounds`, in
 * units of three of its standard deviations, cut off beyond. The last of the frequencies, half the sampling rate, is left
 * out, so that 4,096 samples become 64×64.
 *
 * @param sounds `[n, length, 1]` in −1..1, from which means and deviations are taken; stay the caller's
 * @see Donahue et al. 2019, "Adversarial audio synthesis", section 3.2 and figure 3
 */
export function fitSoundPictures(sounds: tf.Tensor3D): SoundPictures {
  const fourier = shortTimeFourier(PICTURE_WINDOW);
  const levelsOf = (some: tf.Tensor3D) => {
    const magnitudes = magnitudesOf(fourier.analyse(tf.squeeze(some, [2])));
    const heard = tf.slice(magnitudes, [0, 0, 0], [-1, -1, fourier.numBins - 1]);
    return tf.log(tf.add(heard, QUIETEST));
  };
  const [mean, deviation] = tf.tidy(() => {
    const moments = tf.moments(levelsOf(sounds), [0, 1]);
    return [moments.mean, tf.sqrt(moments.variance)].map((each) => each.dataSync().slice());
  });
  const units = () => tf.mul(deviation, CUT);
  return {
    picturesOf: (some) =>
      tf.tidy(() => {
        const standard = tf.div<tf.Tensor3D>(tf.sub(levelsOf(some), mean), units());
        const cut = tf.clipByValue(standard, -1, 1);
        return tf.expandDims(tf.div(tf.add(cut, 1), 2), 3);
      }),
    soundsOf: (pictures, random) =>
      tf.tidy(() => {
        const standard = tf.sub(tf.mul(tf.squeeze<tf.Tensor>(pictures, [3]), 2), 1);
        const heard = tf.exp(tf.add(tf.mul(standard, units()), mean));
        const magnitudes = tf.pad(tf.relu(tf.sub(heard, QUIETEST)), [[0, 0], [0, 0], [0, 1]]); // prettier-ignore
        return loudened(griffinLim(magnitudes as tf.Tensor3D, { ...PICTURE_WINDOW, random }));
      }),
  };
}

/** The loudest sample of a clip, as data sets have it. */
const LOUDEST = 0.95;

/** Waves `[n, length]` as sounds `[n, length, 1]` whose loudest sample is 0.95; silence stays silence. */
export const loudened = (waves: tf.Tensor2D): tf.Tensor3D =>
  tf.tidy(() => {
    const loudest = tf.max(tf.abs(waves), 1, true);
    return tf.expandDims(tf.mul(tf.div(waves, tf.maximum(loudest, 1e-3)), LOUDEST), 2);
  });
