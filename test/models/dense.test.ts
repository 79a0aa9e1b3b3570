import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch } from '../../lib/data/batches';
import {
  buildDenseDiscriminator,
  buildDenseGan,
  buildDenseGenerator,
} from '../../lib/models/dense';
import { Random } from '../../lib/random';
import { trainGan } from '../../lib/training/train-gan';
import { SHORT } from '../training/small-gan';

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync());

describe('buildDenseGenerator', () => {
  it('has the 114,064 parameters of the article', () => {
    assert.equal(buildDenseGenerator({ seed: 1 }).countParams(), 100 * 128 + 128 + 128 * 784 + 784);
  });

  it('makes images of 28×28 in (0, 1)', () => {
    const images = buildDenseGenerator({ seed: 1 }).predict(
      new Random(2).normal<tf.Rank.R2>([5, 100]),
    ) as tf.Tensor;
    assert.deepEqual(images.shape, [5, 28, 28, 1]);
    assert.ok(images.min().dataSync()[0] > 0 && images.max().dataSync()[0] < 1);
  });

  it('draws the same weights for the same seed and others for another', () => {
    const build = (seed: number) => weightsOf(buildDenseGenerator({ seed }));
    assert.deepEqual(build(1), build(1));
    assert.notDeepEqual(build(1), build(2));
  });

  it('draws each layer by itself', () => {
    const [hidden, , pixels] = weightsOf(buildDenseGenerator({ seed: 1, latentDim: 784 }));
    assert.notEqual(hidden[0], pixels[0]); // both are of size 784 × 128, so the same scale
  });

  it('takes other sizes', () => {
    const model = buildDenseGenerator({
      seed: 1,
      latentDim: 3,
      hiddenUnits: 5,
      exampleShape: [2, 2, 1],
    });
    assert.equal(model.countParams(), 3 * 5 + 5 + 5 * 4 + 4);
  });

  it('throws on a size that is no integer above 0', () => {
    assert.throws(() => buildDenseGenerator({ seed: 1, latentDim: 0 }), {
      name: 'RangeError',
      message: 'expected latentDim to be an integer of at least 1, but got 0',
    });
  });
});

describe('buildDenseDiscriminator', () => {
  it('has the 100,609 parameters of the article', () => {
    assert.equal(buildDenseDiscriminator({ seed: 1 }).countParams(), 784 * 128 + 128 + 128 + 1);
  });

  it('gives one logit an image, not a probability', () => {
    const model = buildDenseDiscriminator({ seed: 1 });
    const logits = model.predict(new Random(2).normal<tf.Rank.R4>([50, 28, 28, 1])) as tf.Tensor;
    assert.deepEqual(logits.shape, [50, 1]);
    assert.ok(logits.min().dataSync()[0] < 0, 'a probability would not be below 0');
  });
});

describe('buildDenseGan', () => {
  for (const exampleShape of [[2], [5, 3], [4, 4, 3]]) {
    it(`is trained on examples of ${exampleShape.join('×')}`, async () => {
      const gan = buildDenseGan({ seed: 1, latentDim: 4, hiddenUnits: 6, exampleShape });
      const size = exampleShape.reduce((a, b) => a * b);
      assert.equal(gan.discriminator.countParams(), size * 6 + 6 + 6 + 1);
      const data = new Random(1).uniform([8, ...exampleShape] as [number]);
      const batches = batchesByEpoch(data, { batchSize: 4, seed: 1 });
      const { rows } = await trainGan(gan, batches, { ...SHORT, epochs: 1 });
      assert.equal(rows.length, 2);
    });
  }

  it('throws on examples without a size', () => {
    assert.throws(() => buildDenseGan({ seed: 1, exampleShape: [] }), {
      name: 'RangeError',
      message:
        'expected the number of sizes of exampleShape to be an integer of at least 1, but got 0',
    });
  });

  it('gives two networks that fit each other', () => {
    const { generator, discriminator, latentDim } = buildDenseGan({ seed: 1, latentDim: 7 });
    const z = new Random(2).normal<tf.Rank.R2>([2, latentDim]);
    const logits = discriminator.predict(generator.predict(z)) as tf.Tensor;
    assert.deepEqual(logits.shape, [2, 1]);
  });
});
