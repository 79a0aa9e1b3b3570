import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { dropout, packing } from '../../lib/layers';
import {
  buildPointDiscriminator,
  buildPointGan,
  buildPointGenerator,
} from '../../lib/models/points';
import { Random } from '../../lib/random';

describe('buildPointGenerator', () => {
  it('has the parameters of its dense layers', () => {
    const model = buildPointGenerator({ seed: 1, latentDim: 3, hiddenUnits: [8, 16], pointDim: 2 });
    assert.equal(model.countParams(), 3 * 8 + 8 + 8 * 16 + 16 + 16 * 2 + 2);
  });

  it('makes points of any size, not only within (0, 1)', () => {
    const model = buildPointGenerator({ seed: 1 });
    const points = model.predict(new Random(2).normal<tf.Rank.R2>([200, 2])) as tf.Tensor;
    assert.deepEqual(points.shape, [200, 2]);
    assert.ok(points.min().dataSync()[0] < 0 && points.max().dataSync()[0] > 0);
  });
});

describe('buildPointDiscriminator', () => {
  it('gives one logit a point', () => {
    const model = buildPointDiscriminator({ seed: 1, pointDim: 1 });
    assert.deepEqual((model.predict(tf.zeros([4, 1])) as tf.Tensor).shape, [4, 1]);
  });

  it('has the extra layers at their places', () => {
    const places = ['before', 'after1', 'after2'];
    const model = buildPointDiscriminator({
      seed: 1,
      discriminatorExtras: (place) =>
        place === 0
          ? [packing({ size: 2, name: 'pack' })]
          : [dropout({ rate: 0.5, seed: 1, name: places[place] })],
    });
    assert.deepEqual(
      model.layers.slice(1).map(({ name }) => name),
      ['pack', 'hidden1', places[1], 'hidden2', places[2], 'output'],
    );
    assert.deepEqual((model.predict(tf.zeros([6, 2])) as tf.Tensor).shape, [3, 1]); // packs
  });
});

describe('buildPointGan', () => {
  it('draws other weights for the two networks', () => {
    const { generator, discriminator } = buildPointGan({ seed: 1 });
    const first = (model: tf.LayersModel) => model.getWeights()[0].dataSync()[0];
    assert.notEqual(first(generator), first(discriminator));
  });

  it('throws on a width that is no integer above 0', () => {
    assert.throws(() => buildPointGan({ seed: 1, hiddenUnits: [4, -1] }), {
      message: 'expected each of hiddenUnits to be an integer of at least 1, but got -1',
    });
  });
});
