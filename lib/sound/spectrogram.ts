import { tf } from '../backend';
import { requireInteger } from '../check';
import { type Sound, requireSounds } from './sound';

/** How a sound is cut into windows. */
export interface SpectrogramWindow {
  /** Samples of a window, an even integer: more tell frequencies apart better, and moments worse. Default 256. */
  readonly windowLength?: number;
  /** Samples from one window to the next, an integer. Default a quarter of the window. */
  readonly hop?: number;
}

/** How loud each frequency is at each moment. */
export interface Spectrogram {
  /** `[numFrames × numBins]`, frame by frame: decibels, of which 0 is a sine of amplitude 1; silence is −200. */
  readonly decibels: Float32Array;
  readonly numFrames: number;
  readonly numBins: number;
  /** From the middle of a window to the next; the first is at 0. */
  readonly secondsPerFrame: number;
  /** From one frequency to the next; the first is 0. */
  readonly hertzPerBin: number;
}

/** Of a sine of amplitude 1 that is silent to −200 dB. */
const SILENCE = 1e-10;

/**
 * The short-time Fourier transform of a sound under a Hann window, as levels. What lies before and after the sound
 * counts as silence.
 *
 * @throws RangeError when the sound is empty, or the window is not as described
 */
export function spectrogramOf(sound: Sound, options: SpectrogramWindow = {}): Spectrogram {
  requireSounds([sound]);
  const windowLength = requireInteger('windowLength', options.windowLength ?? 256, { min: 2 });
  if (windowLength % 2 === 1) {
    throw new RangeError(`expected windowLength to be even, but got ${windowLength}`);
  }
  const hop = requireInteger('hop', options.hop ?? Math.max(1, windowLength / 4), { min: 1 });
  const half = windowLength / 2;
  const magnitudes = tf.tidy(() => {
    const padded = tf.pad1d(tf.tensor1d(sound.samples), [half, half]);
    return tf.abs(tf.signal.stft(padded, windowLength, hop, windowLength));
  });
  const [numFrames, numBins] = magnitudes.shape;
  // a Hann window sums to half of its length, and a sine has half of its amplitude at its frequency
  const decibels = magnitudes
    .dataSync<'float32'>()
    .map((size) => 20 * Math.log10(Math.max(SILENCE, (size * 4) / windowLength)));
  magnitudes.dispose();
  const { sampleRate } = sound;
  return {
    decibels: new Float32Array(decibels),
    numFrames,
    numBins,
    secondsPerFrame: hop / sampleRate,
    hertzPerBin: sampleRate / windowLength,
  };
}
