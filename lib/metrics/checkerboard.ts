import { tf } from '../backend';
import { requireInteger } from '../check';
import { wavePowers } from './waves';

/**
 * How strongly a grid shows that up-sampling has left: the power of the waves that repeat with the grid beside that of
 * their neighbours, which have nearly the same length and direction. About 1 where there is no grid, as in real images
 * and in noise; above it a checkerboard shines through; below it waves of the grid are missing, as they are where
 * pixels have just been repeated.
 *
 * Of height h and width w, these are the waves (h·i/period, w·j/period), i and j from 0 to period − 1, without (0, 0).
 * For each of them the power, a mean over images and channels, is divided by that of the neighbours one step away along
 * each axis on which it is not 0; the value is the mean of the ratios. For noise of deviation s and a checkerboard of ±a
 * on h × w pixels it is 1 + a²hw / s² / (period² − 1).
 *
 * @param images `[n, height, width, channels]`, any range: a constant factor changes nothing. Stays the caller's
 * @param period pixels from one field of the same colour to the next: the factor of the up-sampling, at least 2, that
 *   divides height and width, each at least 4·period
 * @throws RangeError when it does not, or a wave of the neighbourhood has no power, as in flat images
 * @see Odena et al. 2016, "Deconvolution and checkerboard artifacts"
 */
export function checkerboard(images: tf.Tensor4D, { period }: { readonly period: number }): number {
  const [, height, width] = images.shape;
  requireInteger('period', period, { min: 2 });
  if ([height, width].some((size) => size % period !== 0 || size < 4 * period)) {
    throw new RangeError(
      `expected sizes of at least ${4 * period} that ${period} divides, but got ${height}×${width}`,
    );
  }
  const power = powerOf(images);
  const at = (row: number, column: number) =>
    power[((row + height) % height) * width + ((column + width) % width)];
  const ratios = gridWaves(period).map(([i, j]) => {
    const [row, column] = [(height / period) * i, (width / period) * j];
    const around = stepsFrom(i).flatMap((down) =>
      stepsFrom(j).map((across) => at(row + down, column + across)),
    );
    return at(row, column) / mean(around);
  });
  const ratio = mean(ratios);
  if (Number.isFinite(ratio)) return ratio;
  throw new RangeError('expected images with waves of all kinds, but got flat ones');
}

/** The waves of a grid but for the mean. */
const gridWaves = (period: number) =>
  Array.from({ length: period ** 2 }, (_, k) => [Math.floor(k / period), k % period]).slice(1);

/** On an axis itself powers are larger than beside it, so a neighbour must lie on it too. */
const stepsFrom = (place: number) => (place === 0 ? [0] : [-1, 1]);

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** The squared size of each wave, row by row, a mean over images and channels. */
function powerOf(images: tf.Tensor4D): number[] {
  const [, height, width] = images.shape;
  return tf.tidy(() => {
    const planes = tf.transpose(images, [0, 3, 1, 2]).reshape<tf.Tensor3D>([-1, height, width]);
    return Array.from(tf.mean(wavePowers(planes), 0).dataSync());
  });
}
