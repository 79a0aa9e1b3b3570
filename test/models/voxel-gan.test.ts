import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse, trainableVariables } from '../../lib/models/gan';
import {
  buildVoxelDiscriminator,
  buildVoxelGan,
  buildVoxelGenerator,
} from '../../lib/models/voxel-gan';
import { Random } from '../../lib/random';
import { assertAllLearn, assertJudgesEachAlone } from './gradients';

const noise = (n: number, length = 64) => new Random(2).normal<tf.Rank.R2>([n, length]);
const shapes = (n: number) => new Random(3).uniform<tf.Rank.R5>([n, 16, 16, 16, 1]);

describe('buildVoxelGenerator', () => {
  const build = () => buildVoxelGenerator({ seed: 1 });
  const filters = 64 * 64 * 32 + 64 * 32 * 16; // 4×4×4 each

  it('has 426,865 parameters', () => {
    const expected = 64 * 4096 + filters + 4 * (64 + 32 + 16) + (27 * 16 + 1);
    assert.equal(expected, 426_865);
    assert.equal(build().countParams(), expected);
  });

  it('trains all of them but the moving statistics, half of a normalisation', () => {
    const sizes = trainableVariables(build()).map(({ size }) => size);
    const expected = 64 * 4096 + filters + 2 * (64 + 32 + 16) + (27 * 16 + 1);
    assert.equal(
      sizes.reduce((a, b) => a + b, 0),
      expected,
    );
  });

  it('makes shapes of 16³ voxels in (0, 1)', () => {
    const made = applyInUse(build(), noise(2));
    assert.deepEqual(made.shape, [2, 16, 16, 16, 1]);
    assert.ok(made.min().dataSync()[0] > 0 && made.max().dataSync()[0] < 1);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [noise(4)]));

  it('throws on a latentDim that is no integer above 0', () => {
    assert.throws(() => buildVoxelGenerator({ seed: 1, latentDim: 0 }), {
      name: 'RangeError',
      message: 'expected latentDim to be an integer of at least 1, but got 0',
    });
  });
});

describe('buildVoxelDiscriminator', () => {
  const build = () => buildVoxelDiscriminator({ seed: 1 });

  it('has 165,489 parameters', () => {
    const convolution = (channels: number, filters: number) => 64 * channels * filters + filters;
    const convolutions = convolution(1, 16) + convolution(16, 32) + convolution(32, 64);
    const expected = convolutions + (2 ** 3 * 64 + 1);
    assert.equal(expected, 165_489);
    assert.equal(build().countParams(), expected);
  });

  it('goes through 8³, 4³ and 2³ to one logit', () => {
    const model = build();
    const sizes = ['halve', 'quarter', 'eighth'].map((name) => model.getLayer(name).outputShape[3]);
    assert.deepEqual(sizes, [8, 4, 2]);
    assert.deepEqual(applyInUse(model, shapes(2)).shape, [2, 1]);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [shapes(2)]));

  it('judges each shape by itself', () => assertJudgesEachAlone(build(), shapes(3)));
});

describe('buildVoxelGan', () => {
  it('gives two networks that fit each other', () => {
    const { generator, discriminator, latentDim } = buildVoxelGan({ seed: 1, latentDim: 7 });
    const fake = applyInUse(generator, noise(2, latentDim));
    assert.deepEqual(applyInUse(discriminator, fake).shape, [2, 1]);
  });
});
