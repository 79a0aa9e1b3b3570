import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { mixStages } from '../../lib/latent/mix';
import { lerp, slerp } from '../../lib/latent/walk';
import { Random } from '../../lib/random';
import { gramMatrices } from '../../lib/training/style-transfer';
import { assertClose } from '../assert-close';

// What lesson 14 states beside its cells: answers to its exercises.

describe('notebooks/14_art_to_breed.ipynb', () => {
  it('exercise 1: a quarter of the way along the line the norm is 6.32, along the arc 8', () => {
    const [a, b] = [tf.tensor2d([[8, 0]]), tf.tensor2d([[0, 8]])];
    const normOf = (z: tf.Tensor) => tf.norm(z).dataSync()[0];
    assertClose(normOf(lerp(a, b, 0.25)), 8 * Math.sqrt(9 / 16 + 1 / 16), 1e-5);
    assert.equal((8 * Math.sqrt(9 / 16 + 1 / 16)).toFixed(2), '6.32');
    assertClose(normOf(slerp(a, b, 0.25)), 8, 1e-5);
  });

  it('question on walks: the mean of four vectors is half as long as they are', () => {
    const z = new Random(5).normal<tf.Rank.R3>([2000, 4, 64]);
    const normOf = (x: tf.Tensor) => tf.mean(tf.norm(x, 2, -1)).dataSync()[0];
    assertClose(normOf(tf.mean(z, 1)) / normOf(z), 0.5, 0.01);
  });

  it('exercise 2: ten generations of noise without a cosine make vectors about 15 long', () => {
    const random = new Random(1);
    const end = tf.tidy(() => {
      let z = random.normal<tf.Rank.R2>([2000, 64]);
      for (let i = 0; i < 10; i++) z = tf.add(z, tf.mul(random.normal(z.shape), 0.5));
      return tf.mean(tf.sum(tf.square(z), 1)).dataSync()[0];
    });
    assert.ok(Math.abs(end - 224) < 4, `${end}`); // four standard errors
    assert.equal(Math.round(Math.sqrt(224)), 15);
  });

  it('exercise 3: two stages of the one are the third of the other', () => {
    const random = new Random(2);
    const [p, q] = [random.normal<tf.Rank.R2>([3, 64]), random.normal<tf.Rank.R2>([3, 64])];
    const [both, coarse] = [mixStages(p, q, ['middle', 'fine']), mixStages(q, p, ['coarse'])];
    assert.deepEqual(both.dataSync(), coarse.dataSync());
  });

  it('exercise 4: a mirrored picture has the same Gram matrices of pixels, not of filters of 3×3', () => {
    const picture = new Random(3).uniform<tf.Rank.R4>([1, 8, 8, 3]);
    const mirrored = tf.reverse<tf.Tensor4D>(picture, 2);
    const kernel = new Random(4).normal<tf.Rank.R4>([3, 3, 3, 5]);
    const filtered = (x: tf.Tensor4D) => tf.relu(tf.conv2d(x, kernel, 1, 'valid'));
    const apart = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];
    assert.ok(apart(gramMatrices(picture), gramMatrices(mirrored)) < 1e-5);
    assert.ok(apart(gramMatrices(filtered(picture)), gramMatrices(filtered(mirrored))) > 0.1);
  });
});
