import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import { type UnetOptions, buildUnet } from '../../lib/models/unet';
import { Random } from '../../lib/random';
import { assertAllLearn } from './gradients';

const pictures = (n: number, size = 32, channels = 3) =>
  new Random(2).uniform<tf.Rank.R4>([n, size, size, channels], -1, 1);
const build = () => buildUnet({ inputShape: [32, 32, 3], outputChannels: 3, seed: 1 });

describe('buildUnet', () => {
  it('has 365,859 parameters by default', () => {
    // 4×4 filters; batch normalisation has four numbers a channel in the place of one bias
    const down = 16 * 3 * 32 + 32 + (16 * 32 * 64 + 4 * 64) + (16 * 64 * 128 + 128);
    // what is joined doubles the channels that come in
    const up = 16 * 128 * 64 + 4 * 64 + (16 * (64 + 64) * 32 + 4 * 32) + (16 * (32 + 32) * 3 + 3);
    assert.equal(down + up, 365_859);
    assert.equal(build().countParams(), 365_859);
  });

  it('goes down through 16, 8 and 4 pixels and up again, joined at 8 and 16', () => {
    const shapeOf = (layer: string) => build().getLayer(layer).outputShape;
    assert.deepEqual(shapeOf('halve_0'), [null, 16, 16, 32]);
    assert.deepEqual(shapeOf('halve_1'), [null, 8, 8, 64]);
    assert.deepEqual(shapeOf('halve_2'), [null, 4, 4, 128]);
    assert.deepEqual(shapeOf('join_2'), [null, 8, 8, 64 + 64]);
    assert.deepEqual(shapeOf('join_1'), [null, 16, 16, 32 + 32]);
  });

  it('makes pictures of the same size in (−1, 1)', () => {
    const made = applyInUse(build(), pictures(2));
    assert.deepEqual(made.shape, [2, 32, 32, 3]);
    assert.ok(made.min().dataSync()[0] > -1 && made.max().dataSync()[0] < 1);
  });

  it('joins the input itself where there are filters at its own size', () => {
    const unet = buildUnet({
      inputShape: [8, 8, 1],
      outputChannels: 3,
      widths: [4, 8],
      fullSizeFilters: 5,
      seed: 1,
    });
    assert.deepEqual(unet.getLayer('join_0').outputShape, [null, 8, 8, 5 + 1]);
    const down = 16 * 1 * 4 + 4 + (16 * 4 * 8 + 8);
    const up = 16 * 8 * 4 + 4 * 4 + (16 * (4 + 4) * 5 + 4 * 5) + (9 * (5 + 1) * 3 + 3);
    assert.equal(unet.countParams(), down + up);
    assert.deepEqual(applyInUse(unet, pictures(2, 8, 1)).shape, [2, 8, 8, 3]);
    assertAllLearn(unet, [pictures(2, 8, 1)]);
  });

  it('takes other sizes, channels and widths', () => {
    const options = {
      inputShape: [16, 16, 1],
      outputChannels: 2,
      widths: [4, 8],
      seed: 1,
    } as const;
    assert.deepEqual(applyInUse(buildUnet(options), pictures(3, 16, 1)).shape, [3, 16, 16, 2]);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [pictures(2)]));

  it('draws the same weights for the same seed and others for another', () => {
    const weights = (seed: number) =>
      buildUnet({ inputShape: [8, 8, 1], outputChannels: 1, widths: [2, 3], seed })
        .getWeights()
        .map((weight) => weight.dataSync());
    assert.deepEqual(weights(1), weights(1));
    assert.notDeepEqual(weights(1), weights(2));
  });

  for (const [options, message] of [
    [
      { inputShape: [32, 28, 3] },
      'expected pictures whose sides 8 divides, for 3 halvings, but got 32 × 28',
    ],
    [{ widths: [32] }, 'expected the number of widths to be an integer of at least 2, but got 1'],
    [{ outputChannels: 0 }, 'expected outputChannels to be an integer of at least 1, but got 0'],
  ] as const) {
    it(`throws on ${JSON.stringify(options)}`, () => {
      const sizes: UnetOptions = { inputShape: [32, 32, 3], outputChannels: 3, seed: 1 };
      assert.throws(() => buildUnet({ ...sizes, ...options }), { name: 'RangeError', message });
    });
  }
});
