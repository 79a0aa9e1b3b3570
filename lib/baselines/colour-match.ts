import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

import { tf } from '../backend';
import { type FeatureMoments, momentsOf } from '../metrics/frechet';
import type { Predictor } from './baseline';
import { rowsOf } from './examples';

/**
 * Gives pictures of one kind the colours of another: the affine map of each pixel's channels that brings mean and
 * covariance of one kind's pixels to the other's and moves them least. What a translation without pairs must beat: it
 * moves no edge.
 *
 * With one channel it is brightness and contrast. Reinhard et al. 2001 match each channel by itself in a colour space
 * made for it; the whole covariance needs no such space.
 *
 * @param from `[n, height, width, channels]`, pictures like those to be changed; stay the caller's
 * @param to `[m, height, width, channels]`, as many channels; stay the caller's
 * @throws RangeError when there are fewer pixels than twice the channels, channels differ, or a number is not finite
 * @see Pitié and Kokaram 2007, "The linear Monge–Kantorovitch linear colour mapping for example-based colour transfer",
 *   section 3
 */
export function fitColourMatch(from: tf.Tensor4D, to: tf.Tensor4D): Predictor<tf.Rank.R4> {
  const channels = from.shape[3];
  requireChannels(to, channels);
  const [a, b] = [momentsOfPixels(from, 'from'), momentsOfPixels(to, 'to')];
  const turn = mapBetween(a.covariance, b.covariance).to2DArray();
  return {
    predict(inputs) {
      requireChannels(inputs, channels);
      return tf.tidy(() => {
        const width = tf.util.sizeFromShape(inputs.shape.slice(1));
        const pixels = rowsOf('inputs', inputs, { width }).reshape<tf.Tensor2D>([-1, channels]);
        const centred = tf.sub<tf.Tensor2D>(pixels, tf.tensor1d(Array.from(a.mean)));
        const turned = tf.add(tf.matMul(centred, turn), tf.tensor1d(Array.from(b.mean)));
        return turned.reshape(inputs.shape as tf.Tensor4D['shape']); // of rank 4, as was required
      });
    },
  };
}

/** @throws RangeError unless these are pictures of so many channels */
function requireChannels(pictures: tf.Tensor, channels: number): void {
  if (pictures.rank === 4 && pictures.shape[3] === channels) return;
  throw new RangeError(
    `expected pictures of [n, height, width, ${channels}], but got [${pictures.shape.join(', ')}]`,
  );
}

function momentsOfPixels(pictures: tf.Tensor4D, name: string): FeatureMoments {
  const pixels = pictures.reshape<tf.Tensor2D>([-1, pictures.shape[3]]);
  try {
    return momentsOf(pixels, name);
  } finally {
    pixels.dispose();
  }
}

/** The symmetric T with T A T = B that is nearest to doing nothing: A^−½ (A^½ B A^½)^½ A^−½. */
function mapBetween(a: Matrix, b: Matrix): Matrix {
  const [root, inverse] = [power(a, 0.5), power(a, -0.5)];
  return inverse.mmul(power(root.mmul(b).mmul(root), 0.5)).mmul(inverse);
}

/** A symmetric matrix to a power; directions in which it has nothing but rounding stay at 0. */
function power(symmetric: Matrix, exponent: number): Matrix {
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(symmetric, {
    assumeSymmetric: true,
  });
  const least = 1e-10 * Math.max(...realEigenvalues);
  const powers = realEigenvalues.map((value) => (value > least ? value ** exponent : 0));
  return V.mmul(Matrix.diag(powers)).mmul(V.transpose());
}
