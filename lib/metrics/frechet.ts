import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

import type { tf } from '../backend';
import { type Vectors, readVectors, requireSameWidth } from './features';

/** Mean and covariance of a set of features, in float64. */
export interface FeatureMoments {
  readonly width: number;
  readonly mean: Float64Array;
  /** Of the sample: sums of products are divided by n − 1. */
  readonly covariance: Matrix;
  /** The symmetric S with S·S = covariance. */
  readonly root: Matrix;
}

/**
 * Vectors for each dimension below which a covariance is mostly noise;
 * with n ≤ width it would lack rank by lack of data.
 */
const VECTORS_PER_DIMENSION = 2;

/**
 * The Fréchet distance of the two Gaussians that have the sets' means and covariances,
 * ‖μa − μb‖² + tr(Σa + Σb − 2(ΣaΣb)^½): 0 for equal moments, otherwise above. With a classifier of digits in
 * Inception's place, the FID. In units of the features squared, so comparable only under one classifier.
 *
 * Features may be of any network or none, such as statistics of a sound. It is biased upwards for few samples: compare
 * sets of the same size. The cube of the width decides what it takes: two sets of 2,000 features of 64
 * numbers a twentieth of a second, of 256 numbers one, of 512 five.
 *
 * @param featuresA `[n, width]`, n at least 2·width; stays the caller's
 * @param featuresB `[m, width]`, m at least 2·width; stays the caller's
 * @throws RangeError when there are too few, widths differ or a number is not finite
 * @see Heusel et al. 2017, "GANs trained by a two time-scale update rule converge to a local Nash equilibrium",
 *   section 4
 */
export function frechetDistance(featuresA: tf.Tensor2D, featuresB: tf.Tensor2D): number {
  return frechetOfMoments(momentsOf(featuresA, 'featuresA'), momentsOf(featuresB, 'featuresB'));
}

/**
 * What {@link frechetDistance} needs of a set: worth keeping for a set that others are compared with.
 *
 * @param features `[n, width]`, n at least 2·width; stays the caller's
 * @param name of the argument, for messages
 * @throws RangeError when there are too few or a number is not finite
 */
export function momentsOf(features: tf.Tensor2D, name = 'features'): FeatureMoments {
  const vectors = readVectors(name, features, VECTORS_PER_DIMENSION * features.shape[1]);
  const mean = meanOf(vectors);
  const covariance = covarianceOf(vectors, mean);
  return { width: vectors.width, mean, covariance, root: rootOf(covariance) };
}

/**
 * {@link frechetDistance} of sets whose moments are known.
 *
 * tr (ΣaΣb)^½ is the sum of the roots of the eigenvalues of √Σa Σb √Σa, which is symmetric. A collapsed set, whose
 * covariance lacks rank, needs no number added to its diagonal:
 * eigenvalues that rounding has put below 0 are taken as 0.
 *
 * @throws RangeError when widths differ
 */
export function frechetOfMoments(a: FeatureMoments, b: FeatureMoments): number {
  requireSameWidth(a, b);
  const meanTerm = a.mean.reduce((sum, value, i) => sum + (value - b.mean[i]) ** 2, 0);
  const product = symmetrised(a.root.mmul(b.covariance).mmul(a.root));
  const rootTrace = eigen(product).realEigenvalues.reduce((sum, value) => sum + root(value), 0);
  const spread = a.covariance.trace() + b.covariance.trace() - 2 * rootTrace;
  return Math.max(0, meanTerm + spread); // rounding may land below
}

function meanOf({ count, width, values }: Vectors): Float64Array {
  const sum = new Float64Array(width);
  for (let i = 0; i < values.length; i++) sum[i % width] += values[i];
  return sum.map((value) => value / count);
}

function covarianceOf({ count, width, values }: Vectors, mean: Float64Array): Matrix {
  const sums = new Float64Array(width * width);
  const centred = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < width; i++) centred[i] = values[row * width + i] - mean[i];
    for (let i = 0; i < width; i++) {
      for (let j = i; j < width; j++) sums[i * width + j] += centred[i] * centred[j];
    }
  }
  const at = (i: number, j: number) => sums[Math.min(i, j) * width + Math.max(i, j)] / (count - 1);
  return Matrix.from1DArray(
    width,
    width,
    Array.from(sums, (_, k) => at(Math.floor(k / width), k % width)),
  );
}

/** V √Λ Vᵀ of a symmetric V Λ Vᵀ. */
function rootOf(symmetric: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix: V } = eigen(symmetric);
  return V.mmul(Matrix.diag(realEigenvalues.map(root))).mmul(V.transpose());
}

const eigen = (symmetric: Matrix) =>
  new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });

const root = (eigenvalue: number) => Math.sqrt(Math.max(0, eigenvalue));

/** A product that is symmetric but for rounding, without that. */
const symmetrised = (matrix: Matrix) => Matrix.add(matrix, matrix.transpose()).mul(0.5);
