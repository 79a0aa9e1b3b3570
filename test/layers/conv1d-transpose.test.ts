import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { conv1dTranspose } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

/** Each number of the input lays the filter over the output, number by number. */
function plain(x: tf.Tensor, kernel: tf.Tensor, strides: number): number[][][] {
  const [xs, ks] = [x.arraySync(), kernel.arraySync()] as number[][][][];
  const [size, filters] = kernel.shape;
  const before = Math.floor(Math.max(0, size - strides) / 2); // of a convolution with padding "same"
  return xs.map((row) => {
    const y = Array.from({ length: row.length * strides }, () =>
      new Array<number>(filters).fill(0),
    );
    row.forEach((channels, place) =>
      ks.forEach((tap, t) =>
        tap.forEach((weights, f) => {
          const target = y[place * strides + t - before];
          if (target) target[f] += weights.reduce((sum, w, c) => sum + w * channels[c], 0);
        }),
      ),
    );
    return y;
  });
}

describe('conv1dTranspose', () => {
  for (const [kernelSize, strides] of [
    [25, 4],
    [4, 2],
    [5, 1],
    [3, 2],
  ]) {
    it(`is what its definition says: filters of ${kernelSize}, stride ${strides}`, () => {
      const layer = conv1dTranspose({ filters: 2, kernelSize, strides, seed: 1 });
      const x = new Random(1).normal([2, 5, 3]);
      const y = layer.apply(x) as tf.Tensor;
      const [kernel, bias] = layer.getWeights();
      assert.deepEqual(y.shape, [2, 5 * strides, 2]);
      assert.deepEqual(layer.computeOutputShape([null, 5, 3]), [null, 5 * strides, 2]);
      assert.deepEqual([...bias.dataSync()], [0, 0]);
      assertClose(y.dataSync(), plain(x, kernel, strides).flat(2), 1e-5);
    });
  }

  it('adds its bias to each place', () => {
    const layer = conv1dTranspose({ filters: 2, kernelSize: 4, strides: 2, seed: 1 });
    layer.apply(tf.zeros([1, 3, 1]));
    layer.setWeights([layer.getWeights()[0], tf.tensor1d([5, 7])]);
    const y = layer.apply(tf.zeros([1, 3, 1])) as tf.Tensor;
    assert.deepEqual([...y.dataSync()], [5, 7, 5, 7, 5, 7, 5, 7, 5, 7, 5, 7]);
  });

  it('has kernelSize · filters · channels + filters parameters, or no bias', () => {
    const count = (useBias: boolean) => {
      const layer = conv1dTranspose({ filters: 3, kernelSize: 25, strides: 4, useBias, seed: 1 });
      layer.build([null, 16, 2]);
      return layer.countParams();
    };
    assert.deepEqual([count(true), count(false)], [25 * 3 * 2 + 3, 25 * 3 * 2]);
  });

  it('has the gradients that finite differences give', () => {
    const layer = conv1dTranspose({ filters: 2, kernelSize: 4, strides: 2, seed: 1 });
    const f = (x: tf.Tensor) => layer.apply(x) as tf.Tensor;
    assertFirstGradients(f, [spaced([1, 4, 2])]);
    assertSecondGradients(f, [spaced([1, 4, 2])]);
  });

  it('is compiled, with the same numbers', () => {
    const build = () => conv1dTranspose({ filters: 1, kernelSize: 25, strides: 4, seed: 1 });
    assertCompiles(build, [spaced([2, 4, 2])]);
  });

  it('comes back from a saved network as it was', async () => {
    const options = { filters: 2, kernelSize: 4, strides: 2, seed: 1, inputShape: [4, 2] };
    const layer = conv1dTranspose(options);
    const copy = await rebuilt(layer);
    const [expected, actual] = [layer, copy].map((l) =>
      (l.apply(spaced([1, 4, 2])) as tf.Tensor).dataSync(),
    );
    assert.deepEqual(actual, expected);
  });

  it('throws on sizes below 1, and on an input that is no row', () => {
    assert.throws(() => conv1dTranspose({ filters: 0, kernelSize: 4, seed: 1 }), {
      name: 'RangeError',
      message: 'expected filters to be an integer of at least 1, but got 0',
    });
    assert.throws(
      () => conv1dTranspose({ filters: 1, kernelSize: 4, seed: 1 }).apply(tf.zeros([2, 3])),
      {
        name: 'RangeError',
        message: 'expected an input [batch, length, channels], but got [2,3]',
      },
    );
  });
});
