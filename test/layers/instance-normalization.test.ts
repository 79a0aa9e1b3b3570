import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { instanceNormalization } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const normalise = (x: tf.Tensor) => instanceNormalization().apply(x) as tf.Tensor;

/** Each channel of each example by itself, in plain arrays. */
function plain(x: tf.Tensor): number[] {
  const [batch, channels] = [x.shape[0], x.shape[x.rank - 1]];
  const [values, places] = [x.dataSync(), x.size / batch / channels];
  const y = new Array<number>(x.size);
  for (let b = 0; b < batch; b++)
    for (let c = 0; c < channels; c++) {
      const at = Array.from({ length: places }, (_, i) => (b * places + i) * channels + c);
      const mean = at.reduce((sum, i) => sum + values[i], 0) / places;
      const variance = at.reduce((sum, i) => sum + (values[i] - mean) ** 2, 0) / places;
      at.forEach((i) => (y[i] = (values[i] - mean) / Math.sqrt(variance + 1e-5)));
    }
  return y;
}

describe('instanceNormalization', () => {
  for (const shape of [
    [3, 5, 2],
    [3, 4, 2, 2],
    [2, 2, 3, 2, 2],
  ]) {
    it(`gives each channel of each example mean 0 and deviation 1: [${shape}]`, () => {
      const x = tf.add(tf.mul(new Random(1).normal(shape as [number]), 3), 7);
      const y = normalise(x);
      assert.deepEqual(y.shape, shape);
      assertClose(y.dataSync(), plain(x), 1e-5);
    });

    it(`has the gradients that finite differences give: [${shape}]`, () => {
      const x = spaced(shape);
      assertFirstGradients(normalise, [x]);
      assertSecondGradients(normalise, [x]);
    });

    it(`is compiled with them, with the same numbers: [${shape}]`, () => {
      assertCompiles(() => instanceNormalization(), [spaced(shape)]);
    });
  }

  it('then multiplies each channel by its γ and adds its β', () => {
    const layer = instanceNormalization();
    const x = spaced([2, 3, 2]);
    layer.apply(x);
    layer.setWeights([tf.tensor1d([2, -1]), tf.tensor1d([10, 20])]);
    const expected = plain(x).map((value, i) => (i % 2 === 0 ? 2 * value + 10 : 20 - value));
    assertClose((layer.apply(x) as tf.Tensor).dataSync(), expected, 1e-5);
    assert.equal(layer.countParams(), 4);
  });

  it('does not look at the rest of the batch, nor at whether it is in training', () => {
    const x = spaced([4, 3, 2]);
    const layer = instanceNormalization();
    const [whole, training] = [{}, { training: true }].map(
      (mode) => layer.apply(x, mode) as tf.Tensor,
    );
    const one = layer.apply(tf.slice(x, [1, 0, 0], [1, 3, 2])) as tf.Tensor;
    assert.deepEqual(whole.dataSync(), training.dataSync());
    assertClose(one.dataSync(), tf.slice(whole, [1, 0, 0], [1, 3, 2]).dataSync(), 1e-6);
  });

  it('is 0, with a finite gradient, where a channel is the same all over', () => {
    const x = tf.ones([2, 4, 1]);
    assert.deepEqual([...normalise(x).dataSync()], new Array(8).fill(0));
    assert.ok(tf.grad(normalise)(x).dataSync().every(Number.isFinite));
  });

  it('comes back from a saved network as it was', async () => {
    const copy = await rebuilt(instanceNormalization({ inputShape: [3, 2] }));
    const x = spaced([2, 3, 2]);
    assert.deepEqual((copy.apply(x) as tf.Tensor).dataSync(), normalise(x).dataSync());
  });

  it('throws on an input without places', () => {
    assert.throws(() => normalise(tf.zeros([2, 3])), {
      name: 'RangeError',
      message: 'expected an input [batch, ...places, channels], but got [2,3]',
    });
  });
});
