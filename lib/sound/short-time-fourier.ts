import { tf } from '../backend';
import { requireInteger } from '../check';

/** How sounds are cut into windows. */
export interface FourierWindow {
  /** Samples of a window, an even integer: more tell frequencies apart better, and moments worse. */
  readonly windowLength: number;
  /** Samples from one window to the next, an integer of at most a window. */
  readonly hop: number;
}

/** The short-time Fourier transform and its inverse, both of many sounds at once, and such that gradients go through. */
export interface ShortTimeFourier {
  /** Frequencies from 0 to half of the sampling rate: windowLength / 2 + 1. */
  readonly numBins: number;
  /**
   * Waves `[n, length]` → `[n, ⌈length / hop⌉, 2 · numBins]`: of each frequency the cosine's part, then of each the
   * sine's. A sine of amplitude 1 has the magnitude 1 at its frequency. What lies beyond the ends counts as silence.
   */
  analyse(waves: tf.Tensor2D): tf.Tensor3D;
  /**
   * The waves whose transform is nearest to this one in squared error: of waves' own transform those waves, if a hop is
   * at most half a window.
   *
   * @param transform `[n, numFrames, 2 · numBins]`
   * @returns `[n, numFrames · hop]`
   */
  synthesise(transform: tf.Tensor3D): tf.Tensor2D;
}

/**
 * The short-time Fourier transform under a Hann window.
 *
 * @throws RangeError when the window is not as described
 * @see Griffin and Lim 1984, "Signal estimation from modified short-time Fourier transform", equation 6, for the inverse
 */
export function shortTimeFourier({ windowLength, hop }: FourierWindow): ShortTimeFourier {
  requireInteger('windowLength', windowLength, { min: 4 });
  if (windowLength % 2 === 1) {
    throw new RangeError(`expected windowLength to be even, but got ${windowLength}`);
  }
  requireInteger('hop', hop, { min: 1, max: windowLength });
  const numBins = windowLength / 2 + 1;
  const window = hann(windowLength);
  const waves = fourierWaves(windowLength);
  // A window sums to half of its length, and a sine has half of its amplitude at its frequency.
  const scale = 4 / windowLength;
  const analysis = waves.map((wave, i) => scale * window[Math.floor(i / (2 * numBins))] * wave);
  const back = waves.map((wave, i) => {
    const bin = i % numBins;
    const twice = bin === 0 || bin === numBins - 1 ? 1 : 2; // for the frequencies below 0
    return (twice / windowLength / scale) * window[Math.floor(i / (2 * numBins))] * wave;
  });
  const filters = (values: Float32Array) => tf.tensor4d(values, [1, windowLength, 1, 2 * numBins]);
  const overlaid = (rows: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor2D => {
    const [n, , numFrames] = rows.shape;
    const length = numFrames * hop;
    const laid = tf.conv2dTranspose(rows, filter, [n, 1, length, 1], [1, hop], 'same');
    return tf.reshape(laid, [n, length]);
  };
  return {
    numBins,
    analyse: (sounds) =>
      tf.tidy(() => {
        const [n, length] = sounds.shape;
        const rows = tf.reshape<tf.Rank.R4>(sounds, [n, 1, length, 1]);
        return tf.squeeze(tf.conv2d(rows, filters(analysis), [1, hop], 'same'), [1]);
      }),
    synthesise: (transform) =>
      tf.tidy(() => {
        const rows = tf.expandDims<tf.Tensor4D>(transform, 1);
        const [, numFrames] = transform.shape;
        const squares = tf.tensor4d(window.map((each) => each ** 2), [1, windowLength, 1, 1]); // prettier-ignore
        const weights = overlaid(tf.ones([1, 1, numFrames, 1]), squares);
        // At the very ends a window may weigh nothing.
        return tf.div(overlaid(rows, filters(back)), tf.maximum(weights, NO_ZERO));
      }),
  };
}

/** Below any weight but that of a window's own end. */
const NO_ZERO = 1e-6;

/** The squared magnitude of each frequency, `[n, numFrames, numBins]`, in a transform `[n, numFrames, 2 · numBins]`. */
export function powersOf(transform: tf.Tensor3D): tf.Tensor3D {
  return tf.tidy(() => {
    const [cosines, sines] = tf.split(tf.square(transform), 2, 2);
    return tf.add<tf.Tensor3D>(cosines, sines);
  });
}

/** The roots of {@link powersOf}; at 0 they have no gradient. */
export const magnitudesOf = (transform: tf.Tensor3D): tf.Tensor3D =>
  tf.tidy(() => tf.sqrt(powersOf(transform)));

/** Mean magnitude of white noise of variance 1, at all frequencies but the first and the last. */
export function expectedMagnitude({ windowLength }: FourierWindow): number {
  const energy = hann(windowLength).reduce((sum, each) => sum + each ** 2, 0);
  const deviation = (4 / windowLength) * Math.sqrt(energy / 2); // of the cosine's part, and of the sine's
  return deviation * Math.sqrt(Math.PI / 2); // Rayleigh's mean
}

/** The Hann window. */
const hann = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, t) => (1 - Math.cos((2 * Math.PI * t) / length)) / 2);

/** `[windowLength, 2 · numBins]`: cosines of each frequency, then sines. */
function fourierWaves(windowLength: number): Float32Array {
  const numBins = windowLength / 2 + 1;
  return Float32Array.from({ length: windowLength * 2 * numBins }, (_, i) => {
    const [t, column] = [Math.floor(i / (2 * numBins)), i % (2 * numBins)];
    const phase = (2 * Math.PI * ((t * (column % numBins)) % windowLength)) / windowLength;
    return column < numBins ? Math.cos(phase) : Math.sin(phase);
  });
}
