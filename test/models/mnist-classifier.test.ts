import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { buildMnistClassifier } from '../../lib/models/mnist-classifier';
import { Random } from '../../lib/random';

const images = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 28, 28, 1]);
const weightsOf = (seed: number) =>
  buildMnistClassifier({ seed })
    .getWeights()
    .map((weight) => weight.dataSync());

describe('buildMnistClassifier', () => {
  it('has the parameters of two convolutions of 3×3 and two dense layers, all with bias', () => {
    const conv = (channels: number, filters: number) => (3 * 3 * channels + 1) * filters;
    const dense = (from: number, to: number) => (from + 1) * to;
    assert.equal(
      buildMnistClassifier({ seed: 1 }).countParams(),
      conv(1, 16) + conv(16, 32) + dense(7 * 7 * 32, 64) + dense(64, 10),
    );
  });

  it('gives ten logits an image, not probabilities', () => {
    const logits = buildMnistClassifier({ seed: 1 }).predict(images(20)) as tf.Tensor;
    assert.deepEqual(logits.shape, [20, 10]);
    assert.ok(logits.min().dataSync()[0] < 0, 'a probability would not be below 0');
  });

  it('has 64 features, at least 0, before the logits', () => {
    const model = buildMnistClassifier({ seed: 1 });
    const { output, name } = model.layers[model.layers.length - 2];
    assert.equal(name, 'features');
    const features = tf
      .model({ inputs: model.inputs, outputs: output })
      .predict(images(20)) as tf.Tensor;
    assert.deepEqual(features.shape, [20, 64]);
    assert.equal(features.min().dataSync()[0], 0);
  });

  it('draws the same weights for the same seed and others for another', () => {
    assert.deepEqual(weightsOf(1), weightsOf(1));
    assert.notDeepEqual(weightsOf(1), weightsOf(2));
  });

  it('throws on a seed that is no integer', () => {
    assert.throws(() => buildMnistClassifier({ seed: 0.5 }), {
      name: 'RangeError',
      message: 'expected seed to be an integer from 0 to 2147483647, but got 0.5',
    });
  });
});
