import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  buildTutorialGan,
  buildTutorialDiscriminator,
  buildTutorialGenerator,
} from '../../tools/bench/tutorial-dcgan';
import { trainableVariables } from '../../lib/models/gan';
import { Random } from '../../lib/random';

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync());
const noise = (n: number) => new Random(2).normal<tf.Rank.R2>([n, 100]);

/** Weights of a 5×5 convolution without bias. */
const conv = (channels: number, filters: number) => 5 * 5 * channels * filters;
/** A batch normalisation's scale, shift, moving mean and moving variance. */
const norm = (channels: number) => 4 * channels;

describe('buildTutorialGenerator', () => {
  it('has the parameters of a dense layer, two transposed convolutions and two normalisations', () => {
    const base = 7 * 7 * 128;
    assert.equal(
      buildTutorialGenerator({ seed: 1 }).countParams(),
      100 * base + norm(base) + conv(128, 64) + norm(64) + conv(64, 1),
    );
  });

  it('trains all of them but the moving statistics, half of a normalisation', () => {
    const sizes = trainableVariables(buildTutorialGenerator({ seed: 1 })).map(({ size }) => size);
    const base = 7 * 7 * 128;
    assert.equal(
      sizes.reduce((a, b) => a + b, 0),
      100 * base + norm(base) / 2 + conv(128, 64) + norm(64) / 2 + conv(64, 1),
    );
  });

  it('makes images of 28×28 in (0, 1)', () => {
    const images = buildTutorialGenerator({ seed: 1 }).predict(noise(5)) as tf.Tensor;
    assert.deepEqual(images.shape, [5, 28, 28, 1]);
    assert.ok(images.min().dataSync()[0] > 0 && images.max().dataSync()[0] < 1);
  });

  it('goes through 7×7×128 and 14×14×64', () => {
    const shapes = buildTutorialGenerator({ seed: 1 }).layers.map(({ outputShape }) => outputShape);
    assert.deepEqual(shapes[3], [null, 7, 7, 128]);
    assert.deepEqual(shapes[4], [null, 14, 14, 64]);
  });

  it('draws the same weights for the same seed and others for another', () => {
    const build = (seed: number) => weightsOf(buildTutorialGenerator({ seed }));
    assert.deepEqual(build(1), build(1));
    assert.notDeepEqual(build(1), build(2));
  });

  it('takes another latentDim, and throws on one that is no integer above 0', () => {
    const model = buildTutorialGenerator({ seed: 1, latentDim: 3 });
    assert.deepEqual(model.inputs[0].shape, [null, 3]);
    assert.throws(() => buildTutorialGenerator({ seed: 1, latentDim: 0 }), {
      name: 'RangeError',
      message: 'expected latentDim to be an integer of at least 1, but got 0',
    });
  });
});

describe('buildTutorialDiscriminator', () => {
  it('has the parameters of two convolutions and a dense layer, all with bias', () => {
    assert.equal(
      buildTutorialDiscriminator({ seed: 1 }).countParams(),
      conv(1, 64) + 64 + conv(64, 128) + 128 + 7 * 7 * 128 + 1,
    );
  });

  it('gives one logit an image, not a probability', () => {
    const images = new Random(2).normal<tf.Rank.R4>([50, 28, 28, 1]);
    const logits = buildTutorialDiscriminator({ seed: 1 }).predict(images) as tf.Tensor;
    assert.deepEqual(logits.shape, [50, 1]);
    assert.ok(logits.min().dataSync()[0] < 0, 'a probability would not be below 0');
  });
});

describe('buildTutorialGan', () => {
  it('gives two networks that fit each other', () => {
    const { generator, discriminator, latentDim } = buildTutorialGan({ seed: 1 });
    assert.equal(latentDim, 100);
    const logits = discriminator.predict(generator.predict(noise(2))) as tf.Tensor;
    assert.deepEqual(logits.shape, [2, 1]);
  });
});
