import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { selfAttention } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

type Matrix = number[][];
const times = (vector: readonly number[], matrix: Matrix) =>
  matrix[0].map((_, column) => vector.reduce((sum, v, row) => sum + v * matrix[row][column], 0));
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

/** A layer that has left γ = 0 behind, and larger weights than at first. */
function attentive(channels: number, gamma = 0.7): tf.layers.Layer {
  const layer = selfAttention({ seed: 1 });
  layer.build([null, null, null, channels]);
  const matrices = layer.getWeights().slice(0, 4);
  layer.setWeights([...matrices.map((matrix) => tf.mul(matrix, 2)), tf.scalar(gamma)]);
  return layer;
}

/** Place by place, in plain arrays. */
function plain(layer: tf.layers.Layer, x: tf.Tensor4D): number[] {
  const [query, key, value, output] = layer.getWeights().map((w) => w.arraySync() as Matrix);
  const gamma = layer.getWeights()[4].dataSync()[0];
  return x.arraySync().flatMap((image) => {
    const places = image.flat();
    return places.flatMap((place) => {
      const fits = places.map((other) => Math.exp(dot(times(place, query), times(other, key))));
      const total = fits.reduce((a, b) => a + b, 0);
      const values = places.map((other) => times(other, value));
      const seen = values[0].map(
        (_, k) =>
          dot(
            fits,
            values.map((v) => v[k]),
          ) / total,
      );
      const out = times(seen, output);
      return place.map((number, c) => number + gamma * out[c]);
    });
  });
}

describe('selfAttention', () => {
  it('hands its input on at first, when γ is 0', () => {
    const x = spaced([2, 3, 3, 8]);
    const y = selfAttention({ seed: 1 }).apply(x) as tf.Tensor;
    assert.deepEqual(y.dataSync(), x.dataSync());
  });

  for (const channels of [3, 16]) {
    it(`adds γ times what each place sees of all, ${channels} channels`, () => {
      const layer = attentive(channels);
      const x = new Random(1).normal<tf.Rank.R4>([2, 3, 2, channels]);
      assertClose((layer.apply(x) as tf.Tensor).dataSync(), plain(layer, x), 1e-5);
    });
  }

  it('has 4 · channels · ⌊channels/8⌋ + 1 parameters, at least one channel within', () => {
    const count = (channels: number) => attentive(channels).countParams();
    assert.deepEqual([count(32), count(20), count(3)], [4 * 32 * 4 + 1, 4 * 20 * 2 + 1, 4 * 3 + 1]);
  });

  it('draws each of its matrices for itself, and the same for the same seed', () => {
    const [query, key] = attentive(8).getWeights();
    assert.notDeepEqual(query.dataSync(), key.dataSync());
    assert.deepEqual(query.dataSync(), attentive(8).getWeights()[0].dataSync());
  });

  it('has the gradients that finite differences give', () => {
    const layer = attentive(3);
    const f = (x: tf.Tensor) => layer.apply(x) as tf.Tensor;
    assertFirstGradients(f, [spaced([1, 2, 2, 3])]);
    assertSecondGradients(f, [spaced([1, 2, 2, 3])]);
  });

  it('is compiled with them, with the same numbers', () => {
    assertCompiles(() => attentive(3), [spaced([2, 2, 2, 3])]);
  });

  it('comes back from a saved network as it was', async () => {
    const layer = selfAttention({ seed: 1, inputShape: [2, 2, 3] });
    const model = tf.sequential({ layers: [layer] });
    layer.setWeights(attentive(3).getWeights());
    const x = spaced([1, 2, 2, 3]);
    const expected = (model.apply(x) as tf.Tensor).dataSync();
    const copy = await rebuilt(layer);
    copy.setWeights(attentive(3).getWeights());
    assert.deepEqual((copy.apply(x) as tf.Tensor).dataSync(), expected);
  });

  it('throws on what is no image', () => {
    assert.throws(() => selfAttention({ seed: 1 }).apply(tf.zeros([2, 3, 4])), {
      name: 'RangeError',
      message: 'expected an input [batch, height, width, channels], but got [2,3,4]',
    });
  });
});
