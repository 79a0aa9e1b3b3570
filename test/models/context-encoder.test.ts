import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { buildContextEncoder } from '../../lib/models/context-encoder';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

const build = (seed = 1) => buildContextEncoder({ imageShape: [32, 32, 3], seed });
const contexts = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 32, 32, 4], -1, 1);

describe('buildContextEncoder', () => {
  disposeNetworksAfterEach();

  it('has 241,659 parameters for colours, under a megabyte', () => {
    // 4×4 filters; batch normalisation has four numbers a channel in the place of one bias
    const down = 16 * 4 * 24 + 24 + (16 * 24 * 48 + 4 * 48) + (16 * 48 * 96 + 4 * 96);
    const bottom = 96 * 16 ** 2 + (96 * 96 + 4 * 96);
    // what is joined doubles the channels that come in
    const up = 16 * 96 * 48 + 4 * 48 + (16 * (48 + 48) * 24 + 4 * 24) + (16 * (24 + 24) * 3 + 3);
    assert.equal(down + bottom + up, 241_659);
    assert.equal(build().countParams(), 241_659);
    assert.ok(4 * 241_659 < 2 ** 20);
  });

  it('makes whole pictures in (−1, 1) of pictures with a channel for the hole', () => {
    const made = applyInUse(build(), contexts(2));
    assert.deepEqual(made.shape, [2, 32, 32, 3]);
    assert.ok(made.min().dataSync()[0] > -1 && made.max().dataSync()[0] < 1);
  });

  it('takes other sizes, channels and widths', () => {
    const model = buildContextEncoder({ imageShape: [16, 24, 1], widths: [2, 3, 4], seed: 1 });
    assert.deepEqual(applyInUse(model, tf.zeros([2, 16, 24, 2])).shape, [2, 16, 24, 1]);
  });

  it('brings news from one corner to the opposite one', () => {
    const model = build();
    const corner = tf.pad4d(tf.ones([1, 1, 1, 4]), [[0, 0], [0, 31], [0, 31], [0, 0]]); // prettier-ignore
    const change = tf.sub(applyInUse(model, corner), applyInUse(model, tf.zerosLike(corner)));
    const far = tf.slice(change, [0, 31, 31, 0], [1, 1, 1, 3]);
    assert.ok(tf.max(tf.abs(far)).dataSync()[0] > 0);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [contexts(2)]));

  it('draws the same weights for the same seed and others for another', () => {
    const weights = (seed: number) =>
      build(seed)
        .getWeights()
        .map((weight) => weight.dataSync());
    assert.deepEqual(weights(1), weights(1));
    assert.notDeepEqual(weights(1), weights(2));
  });

  it('throws on a side that cannot be halved three times', () => {
    assert.throws(() => buildContextEncoder({ imageShape: [32, 28, 3], seed: 1 }), {
      name: 'RangeError',
      message: 'expected pictures whose sides 8 divides, for three halvings, but got 32 × 28',
    });
  });
});
