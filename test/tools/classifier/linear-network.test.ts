import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import { buildLinearNetwork } from '../../../tools/classifier/linear-network';
import { assertClose } from '../../assert-close';

describe('buildLinearNetwork', () => {
  it('is a linear map with a bias: 2 · 3 · 4 weights and 4', () => {
    const model = buildLinearNetwork({ inputShape: [2, 3], numOutputs: 4, seed: 1 });
    assert.equal(model.countParams(), 2 * 3 * 4 + 4);
    const at = (x: tf.Tensor) => model.predict(x) as tf.Tensor;
    const [a, b] = [tf.randomNormal([1, 2, 3], 0, 1, 'float32', 1), tf.ones([1, 2, 3])];
    // f(a + b) = f(a) + f(b) − f(0)
    const sum = tf.sub(tf.add(at(a), at(b)), at(tf.zeros([1, 2, 3])));
    assertClose(at(tf.add(a, b)).dataSync(), sum.dataSync(), 1e-5);
  });
});
