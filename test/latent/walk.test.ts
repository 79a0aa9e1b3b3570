import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { lerp, slerp } from '../../lib/latent/walk';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const pair = (latentDim: number): [tf.Tensor2D, tf.Tensor2D] => {
  const random = new Random(1);
  return [random.normal([500, latentDim]), random.normal([500, latentDim])];
};
const norms = (z: tf.Tensor2D) => Array.from(tf.norm(z, 2, 1).dataSync());
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('lerp', () => {
  it('lies on the straight line', () => {
    const made = lerp(tf.tensor2d([[0, 4]]), tf.tensor2d([[8, 0]]), 0.25);
    assertClose(made.dataSync(), [2, 3]);
  });

  it('halfway has about √½ of the norm of independent vectors', () => {
    const [a, b] = pair(64);
    const share = mean(norms(lerp(a, b, 0.5))) / mean(norms(a));
    assert.ok(Math.abs(share - Math.SQRT1_2) < 0.01, `${share}`);
  });
});

describe('slerp', () => {
  it('goes along the circle, by equal angles', () => {
    const [a, b] = [tf.tensor2d([[2, 0]]), tf.tensor2d([[0, 2]])];
    for (const t of [0, 0.25, 0.5, 1]) {
      const angle = (t * Math.PI) / 2;
      assertClose(slerp(a, b, t).dataSync(), [2 * Math.cos(angle), 2 * Math.sin(angle)], 1e-6);
    }
  });

  it('keeps the norm of vectors of one norm', () => {
    const [a, b] = pair(64).map((z) => tf.mul<tf.Tensor2D>(z, tf.div(8, tf.norm(z, 2, 1, true))));
    assertClose(norms(slerp(a, b, 0.3)), new Float32Array(500).fill(8), 1e-4);
  });

  it('begins and ends at its vectors', () => {
    const [a, b] = pair(5);
    assertClose(slerp(a, b, 0).dataSync(), a.dataSync(), 1e-4);
    assertClose(slerp(a, b, 1).dataSync(), b.dataSync(), 1e-4);
  });

  it('is the straight line between vectors that point the same way', () => {
    const [a, b] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 6]])];
    assertClose(slerp(a, b, 0.5).dataSync(), [2, 4], 1e-5);
    assertClose(slerp(a, a, 0.5).dataSync(), [1, 2], 1e-5);
  });

  it('throws on shapes that differ', () => {
    assert.throws(() => slerp(tf.zeros([2, 3]), tf.zeros([1, 3]), 0.5), {
      name: 'RangeError',
      message: 'expected latent vectors [n, latentDim] of one shape, but got [2,3] and [1,3]',
    });
  });
});
