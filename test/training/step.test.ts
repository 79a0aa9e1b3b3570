import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import type { Gan } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { createTrainingState } from '../../lib/training/state';
import { type StepContext, discriminatorStep, generatorStep } from '../../lib/training/step';
import { assertClose } from '../assert-close';
import { SHORT, smallImageGan } from './small-gan';

const contextOf = (gan: Gan, loss = SHORT.loss): StepContext => ({
  ...SHORT,
  ...createTrainingState(gan, { seed: 3 }),
  gan,
  loss,
});

const real = () => new Random(5).uniform<tf.Rank.R4>([8, 3, 3, 1]);
const z = () => new Random(6).normal<tf.Rank.R2>([8, 4]);
const weights = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());

describe('discriminatorStep', () => {
  it("moves D's weights and leaves G's exactly as they were", () => {
    const gan = smallImageGan();
    const [before, frozen] = [weights(gan.discriminator), weights(gan.generator)];
    discriminatorStep(real(), z(), contextOf(gan));
    weights(gan.discriminator).forEach((w, i) => assert.notDeepEqual(w, before[i]));
    assert.deepEqual(weights(gan.generator), frozen);
  });

  it('gives the loss before the update, and the accuracy', () => {
    const gan = smallImageGan();
    const logits = (x: tf.Tensor) => gan.discriminator.predict(x) as tf.Tensor;
    const [realLogits, fakeLogits] = [
      logits(real()),
      logits(gan.generator.predict(z()) as tf.Tensor),
    ];
    const expected = SHORT.loss.discriminator(realLogits, fakeLogits).dataSync()[0];
    const right =
      tf.sum(tf.greater(realLogits, 0)).dataSync()[0] +
      tf.sum(tf.less(fakeLogits, 0)).dataSync()[0];
    const { loss, accuracy } = discriminatorStep(real(), z(), contextOf(gan));
    assertClose(loss, expected, 1e-6);
    assert.equal(accuracy, right / 16);
  });

  it('refuses images of bytes', () => {
    const bytes = tf.fill([8, 3, 3, 1], 255, 'int32');
    assert.throws(() => discriminatorStep(bytes, z(), contextOf(smallImageGan())), {
      name: 'TypeError',
      message: 'expected float32 examples, but got int32 up to 255: divide by 255',
    });
  });

  it('keeps no tensor after a burn-in call', () => {
    const context = contextOf(smallImageGan());
    const [x, noise] = [real(), z()];
    discriminatorStep(x, noise, context);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) discriminatorStep(x, noise, context);
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('generatorStep', () => {
  it("moves G's weights and leaves D's exactly as they were", () => {
    const gan = smallImageGan();
    const [before, frozen] = [weights(gan.generator), weights(gan.discriminator)];
    generatorStep(z(), contextOf(gan));
    weights(gan.generator).forEach((w, i) => assert.notDeepEqual(w, before[i]));
    assert.deepEqual(weights(gan.discriminator), frozen);
  });

  it('gives the loss before the update', () => {
    const gan = smallImageGan();
    const logits = gan.discriminator.predict(gan.generator.predict(z())) as tf.Tensor;
    const expected = SHORT.loss.generator(logits).dataSync()[0];
    assertClose(generatorStep(z(), contextOf(gan)).loss, expected, 1e-6);
  });

  it('lowers the loss of the same z', () => {
    const context = contextOf(smallImageGan());
    const first = generatorStep(z(), context).loss;
    assert.ok(generatorStep(z(), context).loss < first);
  });

  it('keeps no tensor after a burn-in call', () => {
    const context = contextOf(smallImageGan());
    const noise = z();
    generatorStep(noise, context);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) generatorStep(noise, context);
    assert.equal(tf.memory().numTensors, before);
  });
});
