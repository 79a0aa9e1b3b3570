import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { nativeForward } from '../../lib/backend/sequential';
import { trainableVariables } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

type Activation = 'linear' | 'relu' | 'sigmoid' | 'tanh';

/** Every kind of layer that nativeForward knows. */
const stack = (activation: Activation) =>
  tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [2, 3] }),
      tf.layers.dense({ units: 5, activation, biasInitializer: 'glorotNormal' }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: 4 }),
      tf.layers.reshape({ targetShape: [2, 2] }),
    ],
  });
const input = () => new Random(1).normal<tf.Rank.R3>([7, 2, 3]);
const dOutput = () => new Random(2).normal<tf.Rank.R3>([7, 2, 2]);

describe('nativeForward', () => {
  for (const activation of ['linear', 'relu', 'sigmoid', 'tanh'] as const) {
    it(`gives the output and gradients of autodiff with ${activation}`, () => {
      const model = stack(activation);
      const forward = nativeForward(model);
      assert.ok(forward);
      const apply = (x: tf.Tensor) => model.apply(x) as tf.Tensor;
      const pass = forward(input());
      assertClose(pass.output.dataSync(), apply(input()).dataSync(), 1e-6);

      const variables = trainableVariables(model);
      const weighted = (x: tf.Tensor) => tf.sum(tf.mul(apply(x), dOutput())) as tf.Scalar;
      const { grads } = tf.variableGrads(() => weighted(input()), variables);
      pass
        .weightGradients(dOutput())
        .forEach((g, i) => assertClose(g.dataSync(), grads[variables[i].name].dataSync(), 1e-5));
      const dInput = pass.inputGradient(dOutput());
      assert.deepEqual(dInput.shape, [7, 2, 3]);
      assertClose(dInput.dataSync(), tf.grad(weighted)(input()).dataSync(), 1e-5);
    });
  }

  it('sees weights that have changed since', () => {
    const model = stack('relu');
    const forward = nativeForward(model);
    model.setWeights(model.getWeights().map((w) => w.mul(2)));
    assertClose(
      forward!(input()).output.dataSync(),
      (model.apply(input()) as tf.Tensor).dataSync(),
      1e-5,
    );
  });

  it('leaves to autodiff what it does not know', () => {
    const layers = [
      tf.layers.dense({ units: 2, inputShape: [3] }),
      tf.layers.dropout({ rate: 0.5 }),
    ];
    assert.equal(nativeForward(tf.sequential({ layers })), undefined);
    const softmax = tf.layers.dense({ units: 2, inputShape: [3], activation: 'softmax' });
    assert.equal(nativeForward(tf.sequential({ layers: [softmax] })), undefined);
  });
});
