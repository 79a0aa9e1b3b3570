import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { packing } from '../../lib/layers';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { rebuilt } from './rebuilt';

const pack = (size: number, x: tf.Tensor) => packing({ size }).apply(x) as tf.Tensor;

describe('packing', () => {
  it('joins neighbouring points to one example', () => {
    const points = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]);
    assert.deepEqual(pack(2, points).arraySync(), [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    assert.deepEqual(pack(4, points).arraySync(), [[1, 2, 3, 4, 5, 6, 7, 8]]);
  });

  it('lays neighbouring images over each other as channels', () => {
    const x = spaced<tf.Rank.R4>([6, 2, 3, 2]);
    const examples = tf.unstack(x);
    const expected = [0, 3].map((i) => tf.concat(examples.slice(i, i + 3), 2)); // [2, 3, 6]
    const packs = pack(3, x);
    assert.deepEqual(packs.shape, [2, 2, 3, 6]);
    assert.deepEqual(packs.arraySync(), tf.stack(expected).arraySync());
  });

  it('changes nothing at size 1', () => {
    for (const shape of [
      [3, 2],
      [3, 2, 2, 1],
    ]) {
      const x = spaced(shape);
      assert.deepEqual(pack(1, x).arraySync(), x.arraySync());
    }
  });

  for (const shape of [
    [4, 3],
    [4, 2, 2, 2],
  ]) {
    it(`has the first and second gradients that finite differences give: [${shape}]`, () => {
      assertFirstGradients((x) => pack(2, x), [spaced(shape)]);
      assertSecondGradients((x) => pack(2, x), [spaced(shape)]);
    });
  }

  it('tells the layers after it what comes out, for a batch of any size', () => {
    const layers = [packing({ size: 3, inputShape: [28, 28, 1] }), tf.layers.flatten()];
    const model = tf.sequential({ layers });
    assert.deepEqual(model.layers[0].outputShape, [null, 28, 28, 3]);
    assert.deepEqual(model.outputs[0].shape, [null, 28 * 28 * 3]);
    assert.deepEqual(packing({ size: 2 }).computeOutputShape([8, 2]), [4, 4]);
  });

  it('throws on a batch that is not divisible', () => {
    assert.throws(() => pack(2, spaced([5, 2])), {
      name: 'RangeError',
      message: 'expected a batch divisible by 2, but got 5 examples',
    });
  });

  it('throws on a size that is no integer above 0', () => {
    assert.throws(() => packing({ size: 0 }), {
      name: 'RangeError',
      message: 'expected size to be an integer of at least 1, but got 0',
    });
  });

  it('comes back from a saved network as it was', async () => {
    const copy = await rebuilt(packing({ size: 2, inputShape: [3] }));
    assert.deepEqual((copy.apply(spaced([4, 3])) as tf.Tensor).shape, [2, 6]);
  });
});
