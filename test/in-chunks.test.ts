import assert from 'node:assert/strict';

import { tf } from '../lib/backend';
import { inChunks } from '../lib/in-chunks';

describe('inChunks', () => {
  it('gives all rows in their order, the last part as short as it is', () => {
    const sizes: number[] = [];
    const rows = inChunks(7, 3, (start, n) => {
      sizes.push(n);
      return tf.reshape(tf.range(start, start + n), [n, 1]);
    });
    assert.deepEqual(sizes, [3, 3, 1]);
    assert.deepEqual(rows.shape, [7, 1]);
    assert.deepEqual(Array.from(rows.dataSync()), [0, 1, 2, 3, 4, 5, 6]);
  });

  it('keeps nothing but the rows', () => {
    const before = tf.memory().numTensors;
    inChunks(5, 2, (_, n) => tf.add(tf.ones([n]), tf.ones([n]))).dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});
