import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { modulation } from '../../lib/layers';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';

const apply = (inputs: tf.Tensor[]) => modulation().apply(inputs) as tf.Tensor;

describe('modulation', () => {
  it('scales each channel of each example by 1 + s and adds b', () => {
    const features = tf.tensor4d([1, 2, 3, 4], [1, 2, 1, 2]); // places [1, 2] and [3, 4]
    const style = tf.tensor2d([[1, -1, 10, 20]]);
    assertClose(apply([features, style]).dataSync(), [12, 20, 16, 20]);
  });

  it('leaves features as they are where the style is 0', () => {
    const features = spaced<tf.Rank.R4>([2, 3, 3, 4]);
    assertClose(apply([features, tf.zeros([2, 8])]).dataSync(), features.dataSync());
  });

  it('has the gradients that finite differences give, and is compiled with them', () => {
    const inputs = [spaced([2, 2, 2, 3]), spaced([2, 6], 1)];
    const f = (...each: tf.Tensor[]) => tf.tanh(apply(each));
    assertFirstGradients(f, inputs);
    assertSecondGradients(f, inputs);
    assertCompiles(() => modulation(), inputs);
  });

  it('is a layer of two inputs in a network, which tells what comes out', () => {
    const inputs = [tf.input({ shape: [4, 4, 3] }), tf.input({ shape: [6] })];
    const output = modulation().apply(inputs) as tf.SymbolicTensor;
    assert.deepEqual(output.shape, [null, 4, 4, 3]);
  });

  it('throws on a style that does not fit', () => {
    const inputs = [tf.input({ shape: [4, 4, 3] }), tf.input({ shape: [3] })];
    assert.throws(() => modulation().apply(inputs), {
      name: 'RangeError',
      message:
        'expected features [batch, ...places, channels] and styles [batch, 2 · channels], but got [,4,4,3] and [,3]',
    });
    assert.throws(() => modulation().apply(inputs[0]), /but got \[,4,4,3\] and \[nothing\]/);
  });
});
