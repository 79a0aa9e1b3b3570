import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { assertClose } from '../assert-close';
import {
  assertFirstGradients,
  assertSecondGradients,
  assertVariableGradients,
  spaced,
  type TensorFunction,
} from '../finite-differences';
import { OPERATIONS } from './operations';

describe('the first gradient', () => {
  for (const [name, { f, inputs }] of Object.entries(OPERATIONS)) {
    it(`of ${name} agrees with finite differences`, () => {
      tf.tidy(() => assertFirstGradients(f, inputs()));
    });
  }
});

describe('the second gradient', () => {
  for (const [name, { f, inputs, second }] of Object.entries(OPERATIONS)) {
    if (second) {
      it(`of ${name} throws, as it is not known`, () => {
        assert.throws(() => tf.tidy(() => assertSecondGradients(f, inputs())), second);
      });
    } else {
      it(`of ${name} agrees with finite differences`, () => {
        tf.tidy(() => assertSecondGradients(f, inputs()));
      });
    }
  }
});

/** A tensor function of real images and weights, as a critic or a discriminator is. */
const criticOf = (layers: tf.layers.Layer[]) => {
  const model = tf.sequential({ layers });
  const variables = model.trainableWeights.map((weight, i) => {
    weight.write(spaced(weight.shape as number[], i));
    // What a layer calls its weight holds this tf.Variable (tfjs-layers 4.22, variables.ts).
    return (weight as unknown as { val: tf.Variable }).val;
  });
  return { scores: (x: tf.Tensor) => model.apply(x) as tf.Tensor, variables };
};
type Activation = () => tf.layers.Layer;
const ACTIVATIONS: Record<string, Activation> = {
  'leaky ReLU': () => tf.layers.leakyReLU({ alpha: 0.2 }),
  tanh: () => tf.layers.activation({ activation: 'tanh' }),
};
const dense = (activation: Activation) =>
  criticOf([
    tf.layers.dense({ units: 5, inputShape: [4] }),
    activation(),
    tf.layers.dense({ units: 3 }),
    activation(),
    tf.layers.dense({ units: 1 }),
  ]);
const convolutional = (activation: Activation) =>
  criticOf([
    tf.layers.conv2d({
      ...{ filters: 2, kernelSize: 3, strides: 2, padding: 'same' },
      inputShape: [4, 4, 1],
    }),
    activation(),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1 }),
  ]);

/** Gradient of the sum of scores in the inputs, squared and summed by example. */
const squaredNorms = (scores: TensorFunction, x: tf.Tensor) => {
  const gradient = tf.grad((input: tf.Tensor) => tf.sum(scores(input)))(x);
  return tf.sum(tf.reshape(tf.square(gradient), [x.shape[0], -1]), 1);
};
const PENALTIES: Record<string, (scores: TensorFunction, x: tf.Tensor) => tf.Tensor> = {
  'the WGAN-GP penalty': (scores, x) =>
    tf.mean(tf.square(tf.sub(tf.sqrt(tf.add(squaredNorms(scores, x), 1e-12)), 1))),
  'the R1 penalty': (scores, x) => tf.mul(0.5, tf.mean(squaredNorms(scores, x))),
};

for (const [penaltyName, penalty] of Object.entries(PENALTIES)) {
  describe(`the gradient of ${penaltyName} in the weights`, () => {
    for (const [activationName, activation] of Object.entries(ACTIVATIONS)) {
      it(`agrees with finite differences in a dense network with ${activationName}`, () => {
        const { scores, variables } = dense(activation);
        assertVariableGradients(() => penalty(scores, spaced([3, 4], 5)), variables);
      });

      it(`agrees with finite differences in a convolutional network with ${activationName}`, () => {
        const { scores, variables } = convolutional(activation);
        assertVariableGradients(() => penalty(scores, spaced([2, 4, 4, 1], 5)), variables);
      });
    }
  });
}

describe('gradients', () => {
  it('keep no tensor, of first or second order', () => {
    const x = spaced([3, 4]);
    const second = () => {
      const first = (input: tf.Tensor) =>
        tf.sum(
          tf.square(
            tf.grad((v: tf.Tensor) => tf.sigmoid(tf.where(tf.greater(v, 0), v, tf.elu(v))))(input),
          ),
        );
      tf.dispose(tf.grad(first)(x));
    };
    tf.tidy(second);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) tf.tidy(second);
    assert.equal(tf.memory().numTensors, before);
    x.dispose();
  });

  it('of a dilated convolution throw rather than be wrong', () => {
    const x = spaced([1, 5, 5, 1]);
    const filter = spaced<tf.Rank.R4>([2, 2, 1, 1]);
    const gradient = tf.grad((v: tf.Tensor) =>
      tf.conv2d(v as tf.Tensor4D, filter, 1, 'valid', 'NHWC', 2),
    );
    assert.throws(() => tf.tidy(() => gradient(x)), {
      message: 'expected dilations of 1 for a gradient of Conv2D, but got 2',
    });
  });

  it('of einsum throw for an equation that they cannot read', () => {
    const gradient = tf.grad((v: tf.Tensor) => tf.einsum('ii->i', v));
    assert.throws(() => tf.tidy(() => gradient(spaced([3, 3]))), /expected an equation .* "ii->i"/);
  });

  it('of absolute values are 0 at 0', () => {
    assertClose(
      tf
        .grad((v: tf.Tensor) => tf.abs(v))(tf.tensor1d([-2, 0, 2]))
        .dataSync(),
      [-1, 0, 1],
    );
  });
});
