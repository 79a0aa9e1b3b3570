import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { classSpread } from '../../lib/metrics/class-spread';
import { assertClose } from '../assert-close';

describe('classSpread', () => {
  it('is the mean of the classes’ distances from their means', () => {
    const features = tf.tensor2d([[0, 1], [5, 5], [6, 1], [5, 5]]); // prettier-ignore
    assertClose(classSpread(features, [0, 1, 0, 1]), (3 + 0) / 2, 1e-6);
  });

  it('does not see how far apart the classes lie', () => {
    const features = tf.tensor2d([[0], [2], [100], [102]]);
    assertClose(classSpread(features, [0, 0, 1, 1]), 1, 1e-6);
  });

  it('throws on a class of one, and on labels of another number', () => {
    assert.throws(() => classSpread(tf.zeros([3, 1]), [0, 0, 1]), {
      name: 'RangeError',
      message: 'expected at least 2 examples of class 1, but got 1',
    });
    assert.throws(() => classSpread(tf.zeros([3, 1]), [0, 0]), {
      name: 'RangeError',
      message: 'expected 3 labels, but got 2',
    });
  });
});
