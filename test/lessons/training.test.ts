import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesWithReplacement } from '../../lib/data/batches';
import { type ImageDataset, loadMnist } from '../../lib/data/mnist';
import { discriminatorLoss, generatorLoss } from '../../lib/losses';
import { buildDenseGan } from '../../lib/models/dense';
import { trainableVariables } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

// The numbers that lesson 5 states in its exercises, which no cell of it prints.

describe('notebooks/05_training.ipynb, exercises', () => {
  let mnist: ImageDataset;
  before(() => (mnist = loadMnist()));
  after(() => tf.dispose([mnist.train.images, mnist.test.images]));

  /** The lesson's first step, with its seed: D's update, then G's. Returns the loss of G. */
  function firstStep(dOptimizer: tf.Optimizer, gOptimizer: tf.Optimizer): number {
    const { generator, discriminator } = buildDenseGan({ seed: 5 });
    const noise = new Random(5);
    const batches = batchesWithReplacement(mnist.train.images, { batchSize: 64, seed: 5 });
    const judge = (z: tf.Tensor) => discriminator.apply(generator.apply(z)) as tf.Tensor;
    return tf.tidy(() => {
      const [real, z1] = [batches.next(), noise.normal([64, 100])];
      const z2 = noise.normal([64, 100]);
      dOptimizer.minimize(
        () => discriminatorLoss(discriminator.apply(real) as tf.Tensor, judge(z1)),
        false,
        trainableVariables(discriminator),
      );
      const loss = gOptimizer.minimize(
        () => generatorLoss(judge(z2)),
        true,
        trainableVariables(generator),
      );
      return loss?.dataSync()[0] ?? NaN;
    });
  }

  it('1: the first step leaves G a loss of 14.5 at a rate of 0.01, and of 1.06 at 0.0001', () => {
    assertClose(firstStep(tf.train.adam(1e-2), tf.train.adam(1e-2)), 14.5, 0.05);
    assertClose(firstStep(tf.train.adam(1e-4), tf.train.adam(1e-4)), 1.06, 5e-3);
  });

  it('2: one Adam for both networks fails on the shapes of their first matrices', () => {
    const shared = tf.train.adam(1e-4);
    assert.throws(
      () => firstStep(shared, shared),
      /Incompatible shapes: \[784,128\] vs. \[100,128\]/,
    );
  });

  it('3: 0.9 for reals and 0.2 for fakes make 0.1054 + 0.2231 = 0.3285, half of it 0.164', () => {
    const logit = (p: number) => tf.tensor2d([[Math.log(p / (1 - p))]]);
    const loss = discriminatorLoss(logit(0.9), logit(0.2)).dataSync()[0];
    assertClose(-Math.log(0.9), 0.1054, 5e-5);
    assertClose(-Math.log(0.8), 0.2231, 5e-5);
    assertClose(loss, 0.3285, 5e-5);
    assertClose(loss / 2, 0.164, 5e-4);
  });
});
