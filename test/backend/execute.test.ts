import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { execute, FLOAT } from '../../lib/backend/execute';
import { spaced } from '../finite-differences';

describe('execute', () => {
  it('keeps none of the tensors that it makes of numbers', () => {
    const x = spaced([4]);
    const before = tf.memory().numTensors;
    execute('Sum', [x, [0]], { T: FLOAT }).dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});
