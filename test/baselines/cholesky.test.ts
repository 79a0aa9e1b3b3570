import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { choleskySolve } from '../../lib/baselines/cholesky';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('choleskySolve', () => {
  it('solves two equations', () => {
    // 4x + 2y = 10, 2x + 3y = 11: x = 1, y = 3
    const solution = choleskySolve(tf.tensor2d([[4, 2], [2, 3]]), tf.tensor2d([[10], [11]])); // prettier-ignore
    assertClose(solution.dataSync(), [1, 3], 1e-6);
  });

  it('gives what multiplies back to the right sides', () => {
    const root = new Random(1).normal<tf.Rank.R2>([20, 20]);
    const a = tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(root, root, true), tf.eye(20)));
    const b = new Random(2).normal<tf.Rank.R2>([20, 3]);
    assertClose(tf.matMul(a, choleskySolve(a, b)).dataSync(), b.dataSync(), 1e-4); // float32, a up to about 100
  });

  it('gives NaN for a matrix that is not positive definite', () => {
    const solution = choleskySolve(tf.tensor2d([[1, 2], [2, 1]]), tf.ones([2, 1])); // prettier-ignore
    assert.ok(solution.dataSync().every(Number.isNaN));
  });
});
