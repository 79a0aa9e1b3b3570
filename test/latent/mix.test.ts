import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { mixStages } from '../../lib/latent/mix';

describe('mixStages', () => {
  const [from, to] = [tf.zeros<tf.Rank.R2>([2, 64]), tf.ones<tf.Rank.R2>([2, 64])];
  const sums = (z: tf.Tensor) => Array.from(tf.sum(z, 1).dataSync());

  it('takes the named parts from the second parent, and the others from the first', () => {
    assert.deepEqual(sums(mixStages(from, to, [])), [0, 0]);
    assert.deepEqual(sums(mixStages(from, to, ['fine'])), [16, 16]);
    const coarse = mixStages(from, to, ['coarse']);
    assert.deepEqual(sums(coarse), [32, 32]);
    assert.deepEqual(sums(tf.slice(coarse, [0, 0], [-1, 32])), [32, 32]);
    assert.deepEqual(mixStages(from, to, ['coarse', 'middle', 'fine']).dataSync(), to.dataSync());
  });

  it('throws on shapes that differ', () => {
    assert.throws(() => mixStages(from, tf.zeros([1, 64]), []), RangeError);
  });
});
