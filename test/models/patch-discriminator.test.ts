import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import { buildPatchDiscriminator } from '../../lib/models/patch-discriminator';
import { Random } from '../../lib/random';
import { assertAllLearn, assertJudgesEachAlone } from './gradients';

const pictures = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 32, 32, 6], -1, 1);
const build = () => buildPatchDiscriminator({ inputShape: [32, 32, 6], seed: 1 });

describe('buildPatchDiscriminator', () => {
  it('has 37,025 parameters for 6 channels', () => {
    const expected = 16 * 6 * 32 + 32 + (16 * 32 * 64 + 2 * 64) + (16 * 64 + 1);
    assert.equal(expected, 37_025);
    assert.equal(build().countParams(), expected);
  });

  it('gives a logit for each fourth pixel each way', () => {
    assert.deepEqual(applyInUse(build(), pictures(2)).shape, [2, 8, 8, 1]);
  });

  it('looks at 22×22 pixels for each logit', () => {
    // Without the normalisation, which looks at the whole picture for its mean and its spread.
    const layers = build()
      .layers.slice(1)
      .filter(({ name }) => name !== 'quarter_norm');
    const blind = (x: tf.Tensor) => layers.reduce((y, layer) => layer.apply(y) as tf.Tensor, x);
    const logit = (x: tf.Tensor) => tf.sum(blind(x).slice([0, 4, 4, 0], [1, 1, 1, 1]));
    const isSeen = tf.grad(logit)(pictures(1)).abs().sum([0, 3]).greater(0);
    // 4 pixels of the first filter, 2·3 more by the second, 4·3 more by the third
    const side = 4 + 2 * 3 + 4 * 3;
    assert.equal(isSeen.any(1).sum().dataSync()[0], side);
    assert.equal(isSeen.any(0).sum().dataSync()[0], side);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [pictures(2)]));

  it('judges each picture by itself', () => assertJudgesEachAlone(build(), pictures(3)));

  it('throws on sides that 4 does not divide', () => {
    assert.throws(() => buildPatchDiscriminator({ inputShape: [30, 32, 3], seed: 1 }), {
      name: 'RangeError',
      message: 'expected pictures whose sides 4 divides, for two halvings, but got 30 × 32',
    });
  });
});
