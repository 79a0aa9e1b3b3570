import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { tf } from '../../lib/backend';
import { assertClose } from '../assert-close';
import { spaced } from '../finite-differences';
import { namesOfCalls } from './calls';

describe('a dense layer', () => {
  for (const activation of ['linear', 'relu', 'elu', 'sigmoid', 'tanh', 'softmax'] as const) {
    it(`with ${activation} is the activation of the product plus the bias`, () => {
      const layer = tf.layers.dense({ units: 2, activation, biasInitializer: 'ones' });
      const y = layer.apply(spaced([3, 4])) as tf.Tensor;
      const [kernel, bias] = layer.getWeights();
      const { a, b } = { a: spaced<tf.Rank.R2>([3, 4]), b: kernel as tf.Tensor2D };
      const linear = tf.add(tf.matMul(a, b), bias);
      const expected = tf.layers.activation({ activation }).apply(linear) as tf.Tensor;
      assertClose(y.dataSync(), expected.dataSync(), 1e-6);
    });
  }

  it('is two calls forward and three back', () => {
    const layer = tf.layers.dense({ units: 2, inputShape: [4] });
    layer.build([null, 4]);
    const [x, dy] = [spaced([3, 4]), spaced([3, 2])];
    const [kernel, bias] = layer.trainableWeights.map((weight) => weight.read());
    const calls = namesOfCalls(() =>
      tf.grads((input) => layer.apply(input) as tf.Tensor)([x, kernel, bias], dy),
    );
    assert.deepEqual(calls, ['MatMul', 'BiasAdd', 'BiasAddGrad', 'MatMul', 'MatMul']);
  });

  it('still takes inputs of rank 3', () => {
    const layer = tf.layers.dense({ units: 2, activation: 'relu' });
    const y = layer.apply(spaced([2, 3, 4])) as tf.Tensor;
    const rows = layer.apply(spaced([6, 4])) as tf.Tensor;
    assert.deepEqual(y.shape, [2, 3, 2]);
    assertClose(y.dataSync(), rows.dataSync(), 1e-6);
  });
});

describe('a conv2d layer', () => {
  it('is the activation of the convolution plus the bias', () => {
    const layer = tf.layers.conv2d({
      ...{ filters: 2, kernelSize: 3, strides: 2, padding: 'same' },
      ...{ activation: 'tanh', biasInitializer: 'ones' },
    });
    const x = spaced<tf.Rank.R4>([1, 5, 5, 2]);
    const y = layer.apply(x) as tf.Tensor;
    const filter = layer.getWeights()[0] as tf.Tensor4D;
    const expected = tf.tanh(tf.add(tf.conv2d(x, filter, 2, 'same'), 1));
    assertClose(y.dataSync(), expected.dataSync(), 1e-6);
  });

  it('does not compute the gradient in an input that nobody asks for', () => {
    const layer = tf.layers.conv2d({ filters: 2, kernelSize: 3 });
    const x = spaced([1, 5, 5, 2]);
    layer.apply(x);
    const calls = namesOfCalls(() => tf.variableGrads(() => tf.sum(layer.apply(x) as tf.Tensor)));
    assert.ok(calls.includes('Conv2DBackpropFilter'));
    assert.ok(!calls.includes('Conv2DBackpropInput'));
  });
});

describe('the names of layers', () => {
  it('still count from 1', () => {
    const script =
      "const { tf } = require('./lib/backend');" +
      'const layers = [tf.layers.dense({ units: 1 }), tf.layers.batchNormalization()];' +
      "process.stdout.write(layers.map(({ name }) => name).join(' '));";
    const args = ['-r', 'ts-node/register/transpile-only', '-e', script];
    const names = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
    assert.equal(names, 'dense_Dense1 batch_normalization_BatchNormalization1');
  });
});
