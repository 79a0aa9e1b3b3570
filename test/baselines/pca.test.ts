import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitPca } from '../../lib/baselines/pca';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Vectors whose variance falls, as pictures have it: number i has deviation 1 / (1 + i / 4), and all are mixed. */
function falling(seed: number, n: number, width: number): tf.Tensor2D {
  return tf.tidy(() => {
    const scales = tf.tensor1d(Array.from({ length: width }, (_, i) => 1 / (1 + i / 4)));
    const mixing = new Random(7).normal<tf.Rank.R2>([width, width]);
    return tf.add(tf.matMul(tf.mul(new Random(seed).normal([n, width]), scales), mixing), 5);
  });
}

/** Variances of all components, from the largest down, by a whole decomposition in float64. */
function allVariances(examples: tf.Tensor2D): number[] {
  const X = new Matrix(examples.arraySync());
  const centred = X.subRowVector(X.mean('column'));
  const covariance = centred
    .transpose()
    .mmul(centred)
    .div(X.rows - 1);
  const { realEigenvalues } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  return realEigenvalues.sort((a, b) => b - a);
}

const squaredError = (a: tf.Tensor, b: tf.Tensor) =>
  tf.tidy(() => tf.sum(tf.squaredDifference(a, b)).dataSync()[0]);

describe('fitPca', () => {
  it('finds the axes of a cross', () => {
    // ±3 along (1, 1)/√2, ±1 along (1, −1)/√2, about (10, 20): variances 2 · 9 / 3 and 2 · 1 / 3
    const r = Math.SQRT1_2;
    const cross = tf.tensor2d([
      [10 + 3 * r, 20 + 3 * r],
      [10 - 3 * r, 20 - 3 * r],
      [10 + r, 20 - r],
      [10 - r, 20 + r],
    ]);
    const pca = fitPca(cross, 2);
    assertClose(pca.variances, [6, 2 / 3], 1e-5);
    const codes = pca.encode(tf.tensor2d([[10, 20], [10 + r, 20 + r]])).arraySync(); // prettier-ignore
    assertClose(codes[0], [0, 0], 1e-5);
    assertClose(codes[1].map(Math.abs), [1, 0], 1e-5);
  });

  it('has the variances of a whole decomposition', () => {
    const examples = falling(1, 200, 80);
    const all = allVariances(examples);
    for (const numComponents of [5, 80]) {
      const { variances } = fitPca(examples, numComponents);
      const ratios = Array.from(variances, (variance, i) => variance / all[i]);
      // float32; and with 5, where 20 of 80 directions are looked at, iteration has not quite ended
      assertClose(
        ratios,
        all.slice(0, numComponents).map(() => 1),
        numComponents === 80 ? 1e-3 : 5e-3,
      );
    }
  });

  it('reconstructs but for the variance of the other components', () => {
    const examples = falling(1, 200, 80);
    const pca = fitPca(examples, 10);
    const rest = allVariances(examples).slice(10).reduce((a, b) => a + b); // prettier-ignore
    const error = squaredError(pca.decode(pca.encode(examples)), examples);
    assertClose(error / 199 / rest, 1, 5e-3);
  });

  it('gives back what it decoded', () => {
    const pca = fitPca(falling(1, 50, 20), 4);
    const codes = new Random(2).normal<tf.Rank.R2>([3, 4]);
    assertClose(pca.encode(pca.decode(codes)).dataSync(), codes.dataSync(), 1e-4);
  });

  it('reconstructs all where there are fewer examples than numbers, and keeps their shape', () => {
    const pictures = new Random(1).uniform<tf.Rank.R4>([6, 4, 5, 3]);
    const pca = fitPca(pictures, 5);
    const again = pca.decode(pca.encode(pictures));
    assert.deepEqual(again.shape, [6, 4, 5, 3]);
    assertClose(again.dataSync(), pictures.dataSync(), 1e-5);
  });

  it('gives the same bits again, and leaves no tensor behind', () => {
    const examples = falling(1, 50, 20);
    const before = tf.memory().numTensors;
    const codes = [0, 1].map(() => tf.tidy(() => fitPca(examples, 3).encode(examples).dataSync()));
    assert.deepEqual(codes[0], codes[1]);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on more components than there can be, and on inputs of another size', () => {
    const examples = falling(1, 10, 20);
    assert.throws(() => fitPca(examples, 10), {
      name: 'RangeError',
      message: 'expected numComponents to be an integer from 1 to 9, but got 10',
    });
    assert.throws(() => fitPca(examples.slice(0, 1), 1), /n at least 2/);
    assert.throws(() => fitPca(examples, 3).encode(tf.zeros([1, 21])), /with 20 numbers each/);
    assert.throws(() => fitPca(examples, 3).decode(tf.zeros([1, 4])), /with 3 numbers each/);
  });
});
