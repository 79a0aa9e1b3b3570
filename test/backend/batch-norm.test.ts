import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { assertClose } from '../assert-close';
import { assertSecondGradients, assertVariableGradients, spaced } from '../finite-differences';
import { namesOfCalls } from './calls';

const EPSILON = 1e-3;
type Arguments = NonNullable<Parameters<typeof tf.layers.batchNormalization>[0]>;
const train = (layer: tf.layers.Layer, x: tf.Tensor) =>
  layer.apply(x, { training: true }) as tf.Tensor;

/** A layer whose weights are neither 0 nor 1: gamma 2, beta -1, moving mean 5, moving variance 3. */
const layerOf = (config: Arguments = {}) =>
  tf.layers.batchNormalization({
    ...{ momentum: 0.9, epsilon: EPSILON },
    gammaInitializer: tf.initializers.constant({ value: 2 }),
    betaInitializer: tf.initializers.constant({ value: -1 }),
    movingMeanInitializer: tf.initializers.constant({ value: 5 }),
    movingVarianceInitializer: tf.initializers.constant({ value: 3 }),
    ...config,
  });

/** Mean and biased variance over all axes but the last. */
const moments = (x: tf.Tensor) =>
  tf.moments(
    x,
    x.shape.slice(1).map((_, i) => i),
  );
/** gamma (x - mean) / √(variance + ε) + beta */
const normalised = (x: tf.Tensor, gamma = 2, beta = -1) => {
  const { mean, variance } = moments(x);
  const xHat = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(gamma, xHat), beta);
};

describe('batchNormalization in training', () => {
  for (const shape of [
    [6, 3],
    [2, 4, 3],
    [2, 3, 4, 3],
    [1, 2, 2, 2, 3],
  ]) {
    it(`normalises by the batch's mean and biased variance, in rank ${shape.length}`, () => {
      const x = spaced(shape);
      const y = train(layerOf(), x);
      assert.deepEqual(y.shape, shape);
      assertClose(y.dataSync(), normalised(x).dataSync(), 1e-5);
    });
  }

  it('moves its averages to (1 - momentum) of the mean and biased variance', () => {
    const layer = layerOf();
    const x = spaced([2, 3, 4, 3]);
    train(layer, x);
    const [, , movingMean, movingVariance] = layer.getWeights();
    const { mean, variance } = moments(x);
    assertClose(movingMean.dataSync(), tf.add(0.9 * 5, tf.mul(0.1, mean)).dataSync(), 1e-6);
    assertClose(movingVariance.dataSync(), tf.add(0.9 * 3, tf.mul(0.1, variance)).dataSync(), 1e-6);
  });

  it("equals the layer's own way, which a first axis still goes", () => {
    const x = spaced([4, 3]);
    const [ours, stock] = [layerOf({ axis: 1 }), layerOf({ axis: 0 })];
    const transposed = tf.transpose(train(stock, tf.transpose(x)));
    assertClose(train(ours, x).dataSync(), transposed.dataSync(), 1e-5);
    ours
      .getWeights()
      .forEach((weight, i) =>
        assertClose(weight.dataSync(), stock.getWeights()[i].dataSync(), 1e-6),
      );
  });

  it('works without scale or center', () => {
    const x = spaced([6, 3]);
    const y = train(layerOf({ scale: false, center: false }), x);
    assertClose(y.dataSync(), normalised(x, 1, 0).dataSync(), 1e-5);
  });

  it('is beta for a batch of one', () => {
    // The mean is the example itself.
    assertClose(train(layerOf(), spaced([1, 3])).dataSync(), [-1, -1, -1], 1e-6);
  });

  it('has the gradients of finite differences in its weights', () => {
    const layer = layerOf();
    const x = spaced([4, 3]);
    train(layer, x);
    // What a layer calls its weight holds this tf.Variable (tfjs-layers 4.22, variables.ts).
    const variables = layer.trainableWeights.map(
      (weight) => (weight as unknown as { val: tf.Variable }).val,
    );
    tf.tidy(() => assertVariableGradients(() => tf.sum(tf.tanh(train(layer, x))), variables));
  });

  it('has the second gradients of finite differences in every rank', () => {
    for (const shape of [
      [4, 3],
      [2, 3, 2],
      [1, 3, 3, 2],
    ]) {
      const layer = layerOf();
      tf.tidy(() => assertSecondGradients((x) => train(layer, x), [spaced(shape)]));
    }
  });

  it('is one kernel forward and one back', () => {
    const layer = layerOf();
    const x = spaced([2, 2, 2, 3]);
    train(layer, x);
    const calls = namesOfCalls(() => tf.grad((v: tf.Tensor) => train(layer, v))(x, x));
    // Each moving average takes three.
    const average = ['Sub', 'Mul', 'Sub'];
    assert.deepEqual(calls, ['FusedBatchNormV3', ...average, ...average, 'FusedBatchNormGradV3']);
  });

  it('keeps no tensor', () => {
    const layer = layerOf();
    const x = spaced([4, 3]);
    const step = () => tf.tidy(() => void tf.grad((v: tf.Tensor) => train(layer, v))(x));
    step();
    const before = tf.memory().numTensors;
    step();
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('batchNormalization outside training', () => {
  for (const shape of [
    [6, 3],
    [2, 4, 3],
    [2, 2, 2, 3],
    [1, 2, 2, 2, 3],
  ]) {
    it(`normalises by its moving averages and leaves them, in rank ${shape.length}`, () => {
      const layer = layerOf();
      const x = spaced(shape);
      const y = layer.apply(x) as tf.Tensor;
      assert.deepEqual(y.shape, shape);
      // gamma (x - 5) / √(3 + ε) + beta
      const expected = tf.sub(tf.div(tf.mul(2, tf.sub(x, 5)), Math.sqrt(3 + EPSILON)), 1);
      assertClose(y.dataSync(), expected.dataSync(), 1e-5);
      assertClose(layer.getWeights()[2].dataSync(), [5, 5, 5]);
    });
  }

  for (const config of [{ scale: false }, { center: false }, { scale: false, center: false }]) {
    for (const shape of [
      [6, 3],
      [2, 2, 2, 3],
      [1, 2, 2, 2, 3],
    ]) {
      it(`has a gradient in x, of ${JSON.stringify(config)} and rank ${shape.length}`, () => {
        const layer = layerOf(config);
        const x = spaced(shape);
        const [gamma, beta] = ['scale' in config ? 1 : 2, 'center' in config ? 0 : -1];
        const expected = tf.add(tf.mul(gamma / Math.sqrt(3 + EPSILON), tf.sub(x, 5)), beta);
        assertClose((layer.apply(x) as tf.Tensor).dataSync(), expected.dataSync(), 1e-5);
        const gradient = tf.grad((input) => layer.apply(input) as tf.Tensor)(x);
        const slope = gamma / Math.sqrt(3 + EPSILON);
        assertClose(gradient.dataSync(), new Array<number>(x.size).fill(slope), 1e-5);
      });
    }
  }
});
