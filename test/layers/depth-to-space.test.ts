import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { depthToSpace, spaceToDepth } from '../../lib/layers';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const apply = (layer: tf.layers.Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;

describe('depthToSpace', () => {
  it('makes a block of pixels of the channels of each, row by row', () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 4]);
    const rows = tf.squeeze(apply(depthToSpace({ block: 2 }), x)).arraySync();
    assert.deepEqual(rows, [
      [1, 2, 5, 6],
      [3, 4, 7, 8],
    ]);
  });

  it('puts channel (i·block + j)·c + k at pixel (i, j), channel k, of the block', () => {
    const x = spaced<tf.Rank.R4>([2, 2, 3, 18]);
    const [before, after] = [x, apply(depthToSpace({ block: 3 }), x)].map(
      (tensor) => tensor.arraySync() as number[][][][],
    );
    after.forEach((image, b) =>
      image.forEach((row, y) =>
        row.forEach((pixel, column) =>
          pixel.forEach((value, k) => {
            const channel = ((y % 3) * 3 + (column % 3)) * 2 + k;
            const from = before[b][Math.floor(y / 3)][Math.floor(column / 3)];
            assert.equal(value, from[channel]);
          }),
        ),
      ),
    );
  });

  it('throws on channels that make no block, and on a block of one', () => {
    assert.throws(() => apply(depthToSpace({ block: 2 }), tf.zeros([1, 2, 2, 6])), {
      name: 'RangeError',
      message:
        'expected images [batch, height, width, channels] of a multiple of 4 channels, but got [1,2,2,6]',
    });
    assert.throws(() => depthToSpace({ block: 1 }), {
      name: 'RangeError',
      message: 'expected block to be an integer of at least 2, but got 1',
    });
  });
});

describe('spaceToDepth', () => {
  it('undoes depthToSpace', () => {
    const x = spaced([2, 2, 3, 8]);
    const image = apply(depthToSpace({ block: 2 }), x);
    assert.deepEqual(apply(spaceToDepth({ block: 2 }), image).dataSync(), x.dataSync());
  });

  it('throws on images that do not divide', () => {
    assert.throws(() => apply(spaceToDepth({ block: 2 }), tf.zeros([1, 4, 3, 1])), {
      name: 'RangeError',
      message:
        'expected images [batch, height, width, channels] of a height and a width divisible by 2, but got [1,4,3,1]',
    });
  });
});

const layers = {
  depthToSpace: { build: depthToSpace, input: [2, 2, 4], output: [4, 4, 1] },
  spaceToDepth: { build: spaceToDepth, input: [4, 4, 1], output: [2, 2, 4] },
};
for (const [name, { build, input, output }] of Object.entries(layers)) {
  describe(name, () => {
    it('tells the layers after it what comes out', () => {
      const layer = build({ block: 2 });
      assert.deepEqual(layer.computeOutputShape([null, ...input]), [null, ...output]);
    });

    it('has the gradients that finite differences give, and is compiled with them', () => {
      const x = spaced([1, ...input]);
      assertFirstGradients((images) => apply(build({ block: 2 }), images), [x]);
      assertSecondGradients((images) => apply(build({ block: 2 }), images), [x]);
      assertCompiles(() => build({ block: 2 }), [x]);
    });

    it('comes back from a saved network as it was', async () => {
      const copy = await rebuilt(build({ block: 2, inputShape: input }));
      assert.deepEqual(apply(copy, spaced([1, ...input])).shape, [1, ...output]);
    });
  });
}
