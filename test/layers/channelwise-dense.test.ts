import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { channelwiseDense } from '../../lib/layers';
import { assertFirstGradients, spaced } from '../finite-differences';
import { assertClose } from '../assert-close';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const apply = (layer: tf.layers.Layer, x: tf.Tensor) => layer.apply(x) as tf.Tensor;

describe('channelwiseDense', () => {
  it('multiplies the places of each channel by a matrix of its own', () => {
    const layer = channelwiseDense({ seed: 1 });
    const x = spaced<tf.Rank.R4>([2, 2, 3, 2]);
    const found = apply(layer, x).arraySync() as number[][][][];
    const images = x.arraySync();
    const kernel = layer.getWeights()[0].arraySync() as number[][][]; // [channel, from, to]
    const expected = images.map((image) =>
      image.map((row, y) =>
        row.map((pixel, column) =>
          pixel.map((_, channel) =>
            image
              .flat()
              .reduce(
                (sum, from, place) => sum + from[channel] * kernel[channel][place][3 * y + column],
                0,
              ),
          ),
        ),
      ),
    );
    assertClose(found.flat(3), expected.flat(3), 1e-5);
  });

  it('has channels · places² parameters, and hands the shape on', () => {
    const layer = channelwiseDense({ seed: 1, inputShape: [4, 4, 96] });
    assert.equal(tf.sequential({ layers: [layer] }).countParams(), 96 * 16 ** 2);
    assert.deepEqual(layer.computeOutputShape([null, 4, 4, 96]), [null, 4, 4, 96]);
  });

  it('lets one pixel reach all others of its channel, and no other channel', () => {
    const layer = channelwiseDense({ seed: 2 });
    const image = tf.buffer([1, 4, 4, 2]);
    image.set(1, 0, 0, 3, 1);
    const [none, reached] = tf
      .split(apply(layer, image.toTensor()), 2, 3)
      .map((channel) => channel.dataSync());
    assert.ok(none.every((value) => value === 0));
    assert.ok(reached.every((value) => value !== 0));
  });

  it('has the gradients that finite differences give, and is compiled with them', () => {
    const x = spaced([2, 2, 2, 3]);
    const layer = channelwiseDense({ seed: 1 });
    apply(layer, x);
    assertFirstGradients((images) => apply(layer, images), [x]);
    assertCompiles(() => channelwiseDense({ seed: 1 }), [x]);
  });

  it('comes back from a saved network as it was', async () => {
    const layer = channelwiseDense({ seed: 3, inputShape: [2, 2, 3] });
    const copy = await rebuilt(layer);
    const x = spaced([2, 2, 2, 3]);
    assert.deepEqual(apply(copy, x).dataSync(), apply(layer, x).dataSync());
  });

  it('throws on what is no image', () => {
    assert.throws(() => apply(channelwiseDense({ seed: 1 }), tf.zeros([2, 3])), {
      name: 'RangeError',
      message: 'expected images [batch, height, width, channels] of known sizes, but got [2,3]',
    });
  });
});
