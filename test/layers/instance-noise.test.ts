import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { instanceNoise } from '../../lib/layers';
import { assertClose } from '../assert-close';
import { spaced } from '../finite-differences';
import { inTraining, itDrawsLikeARandomLayer } from './random-layers';

describe('instanceNoise', () => {
  itDrawsLikeARandomLayer((options) => instanceNoise({ std: 0.5, ...options }));

  it('adds noise of mean 0 and the given standard deviation', () => {
    const [n, std] = [10_000, 0.3];
    const noise = inTraining(instanceNoise({ std, seed: 1 }), tf.fill([n], 7)).sub(7);
    const { mean, variance } = tf.moments(noise);
    // Standard errors: 0.3/√10⁴ = 0.003 of the mean, 0.3/√(2·10⁴) = 0.0021 of the deviation; four of them.
    assertClose(mean.dataSync(), [0], 0.012);
    assertClose(Math.sqrt(variance.dataSync()[0]), std, 0.0085);
  });

  it('is in the gradient as if it were not there', () => {
    const layer = instanceNoise({ std: 0.5, seed: 1 });
    const gradient = tf.grad((x: tf.Tensor) => inTraining(layer, x))(spaced([3, 4]));
    assert.deepEqual([...gradient.dataSync()], Array(12).fill(1));
  });

  it('adds nothing at std 0', () => {
    const x = spaced([3, 4]);
    assert.deepEqual(inTraining(instanceNoise({ std: 0, seed: 1 }), x).dataSync(), x.dataSync());
  });

  it('throws on a std below 0', () => {
    for (const std of [-0.1, NaN, Infinity]) {
      assert.throws(() => instanceNoise({ std, seed: 1 }), {
        name: 'RangeError',
        message: `expected std to be a number of at least 0, but got ${std}`,
      });
    }
  });
});
