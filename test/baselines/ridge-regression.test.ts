import { Matrix, solve } from 'ml-matrix';
import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitRidgeRegression } from '../../lib/baselines/ridge-regression';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Mean of each column. */
const means = (m: Matrix) => m.mean('column');

/** (XᵀX + λI)⁻¹ XᵀY in float64, with λ the penalty as the doc comment defines it. */
function slowRidge(x: number[][], y: number[][], penalty: number) {
  const [X, Y] = [new Matrix(x), new Matrix(y)];
  const [meanX, meanY] = [means(X), means(Y)];
  const [centredX, centredY] = [X.subRowVector(meanX), Y.subRowVector(meanY)];
  const gram = centredX.transpose().mmul(centredX);
  const lambda = (penalty * gram.trace()) / gram.rows;
  const weights = solve(
    Matrix.add(gram, Matrix.eye(gram.rows).mul(lambda)),
    centredX.transpose().mmul(centredY),
  );
  return (some: number[][]) =>
    new Matrix(some).subRowVector(meanX).mmul(weights).addRowVector(meanY).to2DArray();
}

/** Inputs `[n, 6]`, and two targets that are linear in them but for noise. */
function examples(seed: number, n: number, noise: number) {
  const random = new Random(seed);
  return tf.tidy(() => {
    const x = random.normal<tf.Rank.R2>([n, 6]);
    const weights = new Random(99).normal<tf.Rank.R2>([6, 2]);
    const y = tf.add(tf.matMul(x, weights), tf.add(random.normal([n, 2]).mul(noise), 3));
    return { x, y: y as tf.Tensor2D };
  });
}

describe('fitRidgeRegression', () => {
  it('is the line through points on a line, but for the penalty', () => {
    // slope of y = 2x + 1 at x = −1, 0, 1 …: Σ(x−μ)(y−ν) / (Σ(x−μ)² + λ), λ = ½ Σ(x−μ)², so 2 / 1.5
    const x = tf.tensor1d([-3, -2, -1, 0, 1, 2, 3]);
    const ridge = fitRidgeRegression(
      x,
      tf.tidy(() => x.mul(2).add(1)),
      { penalties: [0.5] },
    );
    assertClose(ridge.predict(tf.tensor1d([0, 1, -1.5])).dataSync(), [1, 1 + 4 / 3, -1], 1e-5);
  });

  it('agrees with the closed form in float64', () => {
    const { x, y } = examples(1, 40, 0.5);
    for (const penalty of [0.001, 0.1, 1]) {
      const ridge = fitRidgeRegression(x, y, { penalties: [penalty] });
      const expected = slowRidge(x.arraySync(), y.arraySync(), penalty)(x.arraySync());
      assertClose(ridge.predict(x).dataSync(), expected.flat(), 1e-5);
    }
  });

  it('finds a linear map, from more inputs than examples too', () => {
    const random = new Random(1);
    const x = random.uniform<tf.Rank.R2>([30, 100]);
    const y = tf.matMul(x, random.normal<tf.Rank.R2>([100, 4]));
    const { predict } = fitRidgeRegression(x, y, { penalties: [1e-5] });
    assertClose(predict(x).dataSync(), y.dataSync(), 1e-3); // 30 examples fit exactly but for the penalty
  });

  it('chooses the penalty by the last 15 % of the examples', () => {
    const penalties = [10, 1, 0.1, 0.01];
    for (const noise of [0, 6]) {
      const { x, y } = examples(2, 40, noise);
      const [rows, targets] = [x.arraySync(), y.arraySync()];
      const errors = penalties.map((penalty) => {
        const outputs = slowRidge(rows.slice(0, 34), targets.slice(0, 34), penalty)(rows.slice(34));
        return outputs
          .flatMap((row, i) => row.map((value, c) => (value - targets[34 + i][c]) ** 2))
          .reduce((a, b) => a + b);
      });
      const best = penalties[errors.indexOf(Math.min(...errors))];
      const ridge = fitRidgeRegression(x, y, { penalties });
      assert.equal(ridge.penalty, best);
      const expected = slowRidge(rows, targets, best)(rows); // then fitted to all
      assertClose(ridge.predict(x).dataSync(), expected.flat(), 1e-5);
    }
  });

  it('takes more penalty where there is more noise', () => {
    const penaltyOf = (noise: number) => {
      const { x, y } = examples(3, 40, noise);
      return fitRidgeRegression(x, y).penalty;
    };
    assert.ok(penaltyOf(20) > penaltyOf(0.01));
  });

  it('gives the mean where inputs tell nothing', () => {
    const y = tf.range(0, 8);
    assertClose(
      fitRidgeRegression(tf.ones([8, 3]), y)
        .predict(tf.ones([2, 3]))
        .dataSync(),
      [3.5, 3.5],
      1e-6,
    );
  });

  it('gives outputs of the targets’ shape', () => {
    const random = new Random(1);
    const [x, y] = [random.uniform([20, 2, 3, 1]), random.uniform<tf.Rank.R4>([20, 4, 2, 3])];
    assert.deepEqual(fitRidgeRegression(x, y).predict(x.slice(0, 5)).shape, [5, 4, 2, 3]);
  });

  it('gives the same bits again', () => {
    const { x, y } = examples(4, 40, 1);
    const [first, second] = [0, 1].map(() => fitRidgeRegression(x, y).predict(x).dataSync());
    assert.deepEqual(first, second);
  });

  it('leaves no tensor but the outputs', () => {
    const { x, y } = examples(4, 40, 1);
    const before = tf.memory().numTensors;
    fitRidgeRegression(x, y).predict(x).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on too few examples, unlike numbers of them, and inputs of another size', () => {
    const { x, y } = examples(4, 40, 1);
    assert.throws(() => fitRidgeRegression(x.slice(0, 6), y.slice(0, 6)), {
      name: 'RangeError',
      message: 'expected inputs of [n, ...], n at least 7, but got [6, 6]',
    });
    assert.throws(() => fitRidgeRegression(x, y.slice(1)), /expected 40 targets/);
    assert.throws(() => fitRidgeRegression(x, y).predict(tf.zeros([2, 5])), {
      message: 'expected inputs of [n, ...] with 6 numbers each, n at least 1, but got [2, 5]',
    });
  });

  it('throws on penalties that are none, not above 0, or lost in rounding, and leaves no tensor then', () => {
    const x = tf.tidy(() => tf.tile(new Random(1).normal<tf.Rank.R2>([20, 1]), [1, 30]));
    const before = tf.memory().numTensors;
    const fit = (penalties: number[]) => () => fitRidgeRegression(x, x, { penalties });
    assert.throws(fit([]), { message: 'expected at least 1 penalty, but got none' });
    assert.throws(fit([1, 0]), { message: 'expected penalties to be a number above 0, but got 0' });
    assert.throws(fit([1e-30]), /float32 rounding, but got 1e-30/);
    assert.equal(tf.memory().numTensors, before);
  });
});
