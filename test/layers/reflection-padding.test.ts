import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { reflectionPadding } from '../../lib/layers';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const pad = (x: tf.Tensor, padding: number) => reflectionPadding({ padding }).apply(x) as tf.Tensor;

describe('reflectionPadding', () => {
  it('continues a row as in a mirror that stands on its first and last place', () => {
    const y = pad(tf.reshape(tf.tensor1d([1, 2, 3]), [1, 3, 1]), 2);
    assert.deepEqual([...y.dataSync()], [3, 2, 1, 2, 3, 2, 1]);
  });

  it('continues an image at all four sides, each channel by itself', () => {
    const image = [
      [
        [1, -1],
        [2, -2],
      ],
      [
        [3, -3],
        [4, -4],
      ],
    ];
    const mirrored = [1, 0, 1, 0]; // rows, and columns, −1 to 2
    const expected = mirrored.map((row) => mirrored.map((column) => image[row][column]));
    assert.deepEqual(pad(tf.tensor4d([image]), 1).arraySync(), [expected]);
  });

  it('tells the layers after it what comes out', () => {
    const layer = reflectionPadding({ padding: 3 });
    assert.deepEqual(layer.computeOutputShape([null, 8, 2]), [null, 14, 2]);
    assert.deepEqual(layer.computeOutputShape([null, 8, 9, 2]), [null, 14, 15, 2]);
  });

  for (const shape of [
    [2, 4, 2],
    [1, 3, 4, 2],
  ]) {
    it(`has the gradients that finite differences give, and is compiled with them: [${shape}]`, () => {
      assertFirstGradients((x) => pad(x, 2), [spaced(shape)]);
      assertSecondGradients((x) => pad(x, 2), [spaced(shape)]);
      assertCompiles(() => reflectionPadding({ padding: 2 }), [spaced(shape)]);
    });
  }

  it('comes back from a saved network as it was', async () => {
    const copy = await rebuilt(reflectionPadding({ padding: 2, inputShape: [4, 1] }));
    const x = spaced([1, 4, 1]);
    assert.deepEqual((copy.apply(x) as tf.Tensor).dataSync(), pad(x, 2).dataSync());
  });

  it('throws on no padding, on an input too small to mirror, and on points', () => {
    assert.throws(() => reflectionPadding({ padding: 0 }), {
      name: 'RangeError',
      message: 'expected padding to be an integer of at least 1, but got 0',
    });
    for (const shape of [
      [1, 2, 1],
      [1, 5, 2, 1],
      [3, 4],
    ]) {
      assert.throws(() => pad(tf.zeros(shape), 2), {
        name: 'RangeError',
        message:
          'expected rows [batch, length, channels] or images [batch, height, width, channels] of more than 2 places, ' +
          `but got [${shape}]`,
      });
    }
  });
});
