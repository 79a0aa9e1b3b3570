import { tf } from '../backend';
import { readSamples } from './neighbours';
import { wavePowers } from './waves';

/** Maps that are transformed at once: of 64×64, 80 MB on the way. */
const CHUNK = 500;

/**
 * The power spectrum of height maps, averaged over the maps and over each ring of frequencies, in dB: the k-th number
 * belongs to waves that fit k times into a map (rounded, in all directions), k from 1 to half of the size. White noise
 * is level; the smoother the land, the steeper it falls.
 *
 * Each map is taken without its mean, and fades out towards its edges by a Hann window, since the jump between opposite
 * edges has a spectrum of its own. Flat maps have no power but that of rounding, far below −100 dB, or −Infinity.
 *
 * @param heights `[n, size, size, 1]` in any unit, n at least 1, size at least 2; stays the caller's
 * @returns size / 2 numbers, rounded down
 * @throws RangeError when maps are of another shape or a number is not finite
 */
export function radialSpectrum(heights: tf.Tensor4D): number[] {
  const size = requireMaps(heights);
  const count = heights.shape[0];
  const power = new Float64Array(size * size);
  for (let start = 0; start < count; start += CHUNK) {
    const length = Math.min(CHUNK, count - start);
    const some = tf.tidy(() =>
      powerOf(heights.slice(start, length).reshape([length, size, size])).dataSync(),
    );
    some.forEach((value, i) => (power[i] += value / count));
  }
  return ringMeans(power, size).map((mean) => 10 * Math.log10(mean));
}

/**
 * How far the spectra of two sets of height maps lie apart, the mean over frequencies of |dB − dB|: 0 for equal
 * spectra, 3 where each frequency has twice the power. A Gaussian field of the right spectrum has 0 as well, without a
 * valley in it.
 *
 * @param real `[n, size, size, 1]`; stays the caller's
 * @param fake `[m, size, size, 1]` in the same unit and of the same size; stays the caller's
 * @throws RangeError when maps are of another shape or unlike size, or a number is not finite
 */
export function spectrumDistance(real: tf.Tensor4D, fake: tf.Tensor4D): number {
  if (real.shape[1] !== fake.shape[1]) {
    throw new RangeError(
      `expected fake maps of size ${real.shape[1]} as real ones, but got ${fake.shape[1]}`,
    );
  }
  const [a, b] = [radialSpectrum(real), radialSpectrum(fake)];
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

/** The size of the maps. @throws RangeError unless they are square and finite */
function requireMaps(heights: tf.Tensor4D): number {
  const [count, height, width, channels] = heights.shape;
  if (count < 1 || height !== width || height < 2 || channels !== 1) {
    throw new RangeError(
      `expected heights of [n, size, size, 1], n at least 1, but got [${heights.shape.join(', ')}]`,
    );
  }
  readSamples('heights', heights);
  return height;
}

/** The squared size of each wave in some maps, summed over them, `[size, size]`. */
function powerOf(maps: tf.Tensor3D): tf.Tensor2D {
  const fading = hannWindow(maps.shape[1]);
  const flat = tf.sub(maps, tf.mean(maps, [1, 2], true));
  return tf.sum(wavePowers(tf.mul(flat, tf.outerProduct(fading, fading))), 0);
}

/** From near 0 to 1 and back: sin² of the angle, which is 0 one step outside. */
const hannWindow = (size: number) =>
  tf.tensor1d(
    Array.from({ length: size }, (_, i) => Math.sin((Math.PI * (i + 1)) / (size + 1)) ** 2),
  );

/** The mean of the powers whose frequency is k, rounded, for each k from 1 to size / 2. */
function ringMeans(power: Float64Array, size: number): number[] {
  const rings = Array.from({ length: Math.floor(size / 2) }, () => ({ sum: 0, count: 0 }));
  const frequency = (i: number) => (i <= size / 2 ? i : i - size);
  power.forEach((value, i) => {
    const radius = Math.hypot(frequency(Math.floor(i / size)), frequency(i % size));
    const ring = rings[Math.round(radius) - 1]; // none for the mean, and for the corners
    if (ring === undefined) return;
    ring.sum += value;
    ring.count++;
  });
  return rings.map(({ sum, count }) => sum / count);
}
