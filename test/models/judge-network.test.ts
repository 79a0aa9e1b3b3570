import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { buildJudgeNetwork } from '../../lib/models/judge-network';

const build = (inputShape: readonly number[], seed = 1) =>
  buildJudgeNetwork({ inputShape, numOutputs: 3, seed });
const outputOf = (model: tf.LayersModel, layer: string) => model.getLayer(layer).outputShape;
const dense = (from: number, to: number) => (from + 1) * to;

describe('buildJudgeNetwork', () => {
  it('has blocks that halve a picture until 4 pixels are left', () => {
    const conv = (channels: number, filters: number) => (9 * channels + 1) * filters;
    const model = build([32, 32, 3]);
    assert.deepEqual(outputOf(model, 'block_2_pool'), [null, 4, 4, 64]);
    assert.equal(
      model.countParams(),
      conv(3, 16) + conv(16, 32) + conv(32, 64) + dense(4 * 4 * 64, 64) + dense(64, 3),
    );
  });

  it('has blocks that quarter a sound until 16 samples are left', () => {
    const conv = (channels: number, filters: number) => (9 * channels + 1) * filters;
    const model = build([4096, 1]);
    assert.deepEqual(outputOf(model, 'block_3_pool'), [null, 16, 64]);
    assert.equal(
      model.countParams(),
      conv(1, 16) + conv(16, 32) + conv(32, 64) + conv(64, 64) + dense(16 * 64, 64) + dense(64, 3), // prettier-ignore
    );
  });

  it('has blocks that halve a solid until 2 cells are left', () => {
    const model = build([16, 16, 16, 1]);
    assert.deepEqual(outputOf(model, 'block_2_pool'), [null, 2, 2, 2, 64]);
  });

  it('has two blocks at least', () => {
    assert.deepEqual(outputOf(build([4, 4, 1]), 'block_1_pool'), [null, 1, 1, 32]);
  });

  it('stays under a megabyte of float32 for the largest inputs it is meant for', () => {
    for (const shape of [
      [4096, 1],
      [64, 64, 3],
      [32, 32, 32, 1],
    ]) {
      assert.ok(build(shape).countParams() < 250_000, `${shape}`);
    }
  });

  it('has 64 features, at least 0, before the outputs', () => {
    const model = build([8, 8, 1]);
    const { output, name } = model.layers[model.layers.length - 2];
    assert.equal(name, 'features');
    const inputs = tf.randomNormal([20, 8, 8, 1], 0, 1, 'float32', 2);
    const features = tf
      .model({ inputs: model.inputs, outputs: output })
      .predict(inputs) as tf.Tensor;
    assert.deepEqual(features.shape, [20, 64]);
    assert.equal(features.min().dataSync()[0], 0);
  });

  it('draws the same weights for the same seed and others for another', () => {
    const weights = [1, 1, 2].map((seed) => build([8, 8, 1], seed).getWeights()[0].dataSync());
    assert.deepEqual(weights[0], weights[1]);
    assert.notDeepEqual(weights[0], weights[2]);
  });

  it('throws on examples without an axis, or with four', () => {
    assert.throws(() => build([7]), {
      name: 'RangeError',
      message: 'expected an inputShape of channels and one to three axes, but got [7]',
    });
    assert.throws(() => build([2, 2, 2, 2, 1]), /but got \[2, 2, 2, 2, 1\]/);
  });
});
