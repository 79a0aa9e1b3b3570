import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { classShares } from '../../lib/metrics/class-shares';
import { assertClose } from '../assert-close';

const sureOf = (classes: readonly number[]) =>
  tf.tidy(() => tf.oneHot(tf.tensor1d([...classes], 'int32'), 10).toFloat() as tf.Tensor2D);

describe('classShares', () => {
  it('counts the most probable classes', () => {
    const probabilities = tf.tensor2d([
      [0.2, 0.5, 0.3],
      [0.1, 0.1, 0.8],
      [0.4, 0.3, 0.3],
      [0, 0, 1],
    ]);
    const { counts, shares, smallest, klToUniform } = classShares(probabilities);
    assert.deepEqual(counts, [1, 1, 2]);
    assert.deepEqual(shares, [0.25, 0.25, 0.5]);
    assert.equal(smallest, 0.25);
    // 2 · ¼ ln(¼ / ⅓) + ½ ln(½ / ⅓)
    assertClose(klToUniform, 0.5 * Math.log(0.75) + 0.5 * Math.log(1.5));
  });

  it('has a divergence of 0 when all classes are alike', () => {
    const { smallest, klToUniform } = classShares(sureOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    assert.equal(smallest, 0.1);
    assertClose(klToUniform, 0);
  });

  it('has a smallest share of 0 and a divergence of ln 10 for a collapsed generator', () => {
    const { smallest, klToUniform } = classShares(sureOf([4, 4, 4]));
    assert.equal(smallest, 0);
    assertClose(klToUniform, Math.log(10));
  });

  it('takes the first of classes that are equally probable', () => {
    assert.deepEqual(classShares(tf.fill([3, 10], 0.1)).counts, [3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('throws on what are no probabilities', () => {
    assert.throws(() => classShares(tf.fill([2, 10], 1)), /to sum to 1, but row 0 sums to 10/);
    assert.throws(() => classShares(tf.fill([2, 10], -0.1)), /but got -0.1\d* in row 0/);
  });
});
