import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitMeanImage } from '../../lib/baselines/mean-image';

describe('fitMeanImage', () => {
  const targets = tf.tensor3d([0, 1, 2, 3, 4, 5, 6, 7], [2, 2, 2]);

  it('gives the mean for each input, whatever it is', () => {
    const outputs = fitMeanImage(targets).predict(tf.zeros([3, 5]));
    assert.deepEqual(outputs.shape, [3, 2, 2]);
    assert.deepEqual(Array.from(outputs.dataSync()), [2, 3, 4, 5, 2, 3, 4, 5, 2, 3, 4, 5]);
  });

  it('leaves no tensor but the outputs', () => {
    const inputs = tf.zeros([3, 5]);
    const before = tf.memory().numTensors;
    fitMeanImage(targets).predict(inputs).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on no target, and on one that is not finite', () => {
    assert.throws(() => fitMeanImage(tf.zeros([0, 2, 2])), {
      name: 'RangeError',
      message: 'expected targets of [n, ...], n at least 1, but got [0, 2, 2]',
    });
    assert.throws(() => fitMeanImage(tf.fill([2, 2], NaN)), {
      message: 'expected targets to be finite, but got NaN',
    });
  });
});
