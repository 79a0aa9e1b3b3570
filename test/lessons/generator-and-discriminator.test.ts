import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { discriminatorLoss, generatorLoss } from '../../lib/losses';
import { buildDenseGan } from '../../lib/models/dense';
import { trainableVariables } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

// The numbers that lesson 4 states, where no cell of it prints them.

describe('notebooks/04_generator_and_discriminator.ipynb', () => {
  it('puts 89 % of the parameters of G into its last layer', () => {
    assertClose((128 * 784 + 784) / 114_064, 0.89, 5e-3);
  });

  it('states the floor of a loss on logits that is fed probabilities, ln(1 + 1/e) + ln 2 = 1.0064', () => {
    // The best that a D ending in a sigmoid can say: 1 to reals, 0 to fakes.
    const floor = discriminatorLoss(tf.tensor2d([[1]]), tf.tensor2d([[0]]));
    assertClose(floor.dataSync()[0], Math.log(1 + Math.exp(-1)) + Math.LN2);
    assertClose(floor.dataSync()[0], 1.0064, 5e-5);
  });

  it('exercise 1: 256 hidden units make 227,344 and 201,217 parameters', () => {
    const { generator, discriminator } = buildDenseGan({ seed: 1, hiddenUnits: 256 });
    assert.equal(generator.countParams(), 227_344);
    assert.equal(discriminator.countParams(), 201_217);
  });

  it('exercise 2: without ReLU the generator is one dense layer', () => {
    const [W1, , W2] = trainableVariables(buildDenseGan({ seed: 4 }).generator);
    const z = new Random(4).normal<tf.Rank.R2>([1000, 100]);
    const twice = tf.sigmoid(tf.matMul(tf.matMul(z, W1), W2));
    const once = tf.sigmoid(tf.matMul(z, tf.matMul(W1, W2)));
    assert.ok(tf.max(tf.abs(tf.sub(twice, once))).dataSync()[0] < 1e-5);
  });

  it('exercise 3: half of the pixels of an untrained generator with a tanh are below 0', () => {
    const [W1, , W2] = trainableVariables(buildDenseGan({ seed: 4 }).generator);
    const z = new Random(4).normal<tf.Rank.R2>([1000, 100]);
    const pixels = tf.tanh(tf.matMul(tf.relu(tf.matMul(z, W1)), W2));
    // 784,000 pixels that depend on 128 hidden units each: within some percent of ½.
    assertClose(tf.mean(tf.cast(tf.less(pixels, 0), 'float32')).dataSync()[0], 0.5, 0.03);
  });

  it('exercise 4: then the loss of G lies between 0.3133 and 0.6931', () => {
    assertClose(generatorLoss(tf.tensor2d([[1]])).dataSync()[0], 0.3133, 5e-5);
    assertClose(generatorLoss(tf.tensor2d([[0]])).dataSync()[0], 0.6931, 5e-5);
  });
});
