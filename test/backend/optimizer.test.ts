import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Optimizer } from '../../lib/backend/optimizer';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const settings = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const start = () => new Random(1).normal<tf.Rank.R2>([3, 4]);
const gradient = (step: number) => new Random(100 + step).normal<tf.Rank.R2>([3, 4]);

describe('Optimizer', () => {
  it('moves each weight by the learning rate in its first step', () => {
    // t = 1: m̂ = g and v̂ = g², so the step is α g / (|g| + ε) ≈ α sign(g).
    const variable = tf.variable(tf.zeros([3]));
    new Optimizer([variable]).apply([tf.tensor1d([5, -0.1, 2])], settings);
    assertClose(variable.dataSync(), [-0.01, 0.01, -0.01], 1e-6);
  });

  it('equals tf.train.adam to 1e-6 over 1,000 steps of the article', () => {
    const [ours, theirs] = [tf.variable(start()), tf.variable(start())];
    const adam = new Optimizer([ours]);
    const reference = tf.train.adam(1e-4, 0.9, 0.999, 1e-7);
    for (let step = 0; step < 1000; step++) {
      tf.tidy(() => {
        const g = gradient(step);
        adam.apply([g], { ...settings, learningRate: 1e-4 });
        reference.applyGradients([{ name: theirs.name, tensor: g }]);
      });
    }
    assert.ok(Math.abs(ours.dataSync()[0] - start().dataSync()[0]) > 1e-4, 'it has moved');
    assertClose(ours.dataSync(), theirs.dataSync(), 1e-6);
  });

  it('goes on from saved moments with the same numbers, bit for bit', () => {
    const one = tf.variable(start());
    const adam = new Optimizer([one]);
    for (let step = 0; step < 5; step++) adam.apply([gradient(step)], settings);
    const two = tf.variable(one.clone());
    const other = new Optimizer([two]);
    other.restore(adam.updates, adam.moments());
    for (let step = 5; step < 10; step++) {
      adam.apply([gradient(step)], settings);
      other.apply([gradient(step)], settings);
    }
    assert.deepEqual(one.dataSync(), two.dataSync());
  });

  it('hands out moments that later steps do not change', () => {
    const adam = new Optimizer([tf.variable(start())]);
    adam.apply([gradient(0)], settings);
    const [{ m }] = adam.moments();
    const before = m.dataSync().slice();
    adam.apply([gradient(1)], settings);
    assert.deepEqual(m.dataSync(), before);
  });

  it('starts from weights that somebody set in between', () => {
    const variable = tf.variable(tf.zeros([1]));
    const adam = new Optimizer([variable]);
    adam.apply([tf.tensor1d([1])], settings);
    variable.assign(tf.tensor1d([7]));
    adam.apply([tf.tensor1d([1])], settings);
    assertClose(variable.dataSync(), [7 - 0.01], 1e-5);
  });

  it('keeps no tensor more after a step', () => {
    const adam = new Optimizer([tf.variable(start())]);
    const g = gradient(0);
    adam.apply([g], settings);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 10; i++) adam.apply([g], settings);
    assert.equal(tf.memory().numTensors, before);
  });

  it('frees what it holds when disposed', () => {
    const variable = tf.variable(start());
    const before = tf.memory().numTensors;
    new Optimizer([variable]).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on another number of gradients than variables', () => {
    assert.throws(() => new Optimizer([tf.variable(start())]).apply([], settings), {
      message: 'expected 1 gradients, but got 0',
    });
  });

  it('throws on a learning rate of 0', () => {
    const adam = new Optimizer([tf.variable(start())]);
    assert.throws(() => adam.apply([gradient(0)], { learningRate: 0 }), {
      message: 'expected learningRate to be a number above 0, but got 0',
    });
  });

  it('falls in a straight line to a step of 0 after decaySteps updates', () => {
    // Adam on a constant gradient moves by its rate each time: 1 + 0.75 + 0.5 + 0.25 + 0 of α = 0.01.
    const variable = tf.variable(tf.zeros([1]));
    const adam = new Optimizer([variable]);
    for (let step = 0; step < 5; step++) {
      adam.apply([tf.tensor1d([1])], { ...settings, decaySteps: 4 });
    }
    assertClose(variable.dataSync(), [-0.025], 1e-6);
  });

  describe('by the rule rmsProp', () => {
    it('follows the formula of Keras', () => {
      const variable = tf.variable(tf.zeros([1]));
      const optimizer = new Optimizer([variable]);
      let [w, v] = [0, 0];
      for (const g of [3, -1, 0.5]) {
        optimizer.apply([tf.tensor1d([g])], { rule: 'rmsProp', learningRate: 0.01 });
        v = 0.9 * v + 0.1 * g * g;
        w -= (0.01 * g) / (Math.sqrt(v) + 1e-7);
      }
      assertClose(variable.dataSync(), [w], 1e-6);
    });
  });

  describe('by the rule sgd', () => {
    it('moves by the learning rate times the gradient', () => {
      const variable = tf.variable(tf.tensor1d([1, 1]));
      new Optimizer([variable]).apply([tf.tensor1d([5, -2])], { rule: 'sgd', learningRate: 0.1 });
      assertClose(variable.dataSync(), [0.5, 1.2], 1e-6);
    });

    it('adds a share of the last step', () => {
      const variable = tf.variable(tf.zeros([1]));
      const optimizer = new Optimizer([variable]);
      for (let step = 0; step < 2; step++) {
        optimizer.apply([tf.tensor1d([1])], { rule: 'sgd', learningRate: 0.1, momentum: 0.5 });
      }
      assertClose(variable.dataSync(), [-0.1 + (-0.1 - 0.5 * 0.1)], 1e-6);
    });
  });
});
