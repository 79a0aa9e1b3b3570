import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch } from '../../lib/data/batches';
import { buildConditionalDiscriminator } from '../../lib/models/conditional-dcgan';
import { buildDcganDiscriminator, buildDcganGenerator } from '../../lib/models/dcgan';
import { applyInUse } from '../../lib/models/gan';
import {
  PICTURE_SIZES,
  type PictureGanOptions,
  buildPictureDiscriminator,
  buildPictureGan,
  buildPictureGenerator,
} from '../../lib/models/picture-dcgan';
import { Random } from '../../lib/random';
import { trainGan } from '../../lib/training/train-gan';
import { SHORT } from '../training/small-gan';
import { disposeNetworksAfterEach } from './dispose-networks';

const COLOUR_32: PictureGanOptions = { size: 32, channels: 3, seed: 1 };
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());
const shapesOf = (model: tf.LayersModel, ...layers: string[]) =>
  layers.map((name) => (model.getLayer(name).outputShape as number[]).slice(1));
const z = (n: number) => new Random(2).normal<tf.Rank.R2>([n, 32]);
const labelsOf = (...labels: number[]) => tf.tensor1d(labels, 'int32');

/** Weights of a 4×4 convolution without bias. */
const conv = (channels: number, filters: number) => 4 * 4 * channels * filters;
/** A batch normalisation's scale, shift, moving mean and moving variance. */
const norm = (channels: number) => 4 * channels;

describe('picture-dcgan', () => {
  disposeNetworksAfterEach();

  for (const size of PICTURE_SIZES) {
    for (const channels of [1, 3] as const) {
      it(`makes and judges pictures of ${size}×${size}×${channels}`, () => {
        const { generator, discriminator } = buildPictureGan({ size, channels, seed: 1 });
        const made = applyInUse(generator, z(2));
        assert.deepEqual(made.shape, [2, size, size, channels]);
        assert.ok(made.min().dataSync()[0] > 0 && made.max().dataSync()[0] < 1);
        assert.deepEqual(applyInUse(discriminator, made).shape, [2, 1]);
      });
    }
  }

  it('throws on another size, on other channels, and on one class', () => {
    const build = buildPictureGan as (options: object) => unknown; // as JavaScript calls it
    assert.throws(() => build({ ...COLOUR_32, size: 48 }), {
      name: 'RangeError',
      message: 'expected size to be one of 28, 32, 64, but got 48',
    });
    assert.throws(() => build({ ...COLOUR_32, channels: 4 }), {
      message: 'expected channels to be one of 1, 3, but got 4',
    });
    assert.throws(() => build({ ...COLOUR_32, numClasses: 1 }), {
      message: 'expected numClasses to be an integer of at least 2, but got 1',
    });
  });

  describe('buildPictureGenerator', () => {
    it('is for 28×28×1 the DCGAN of digits, weight for weight, without its code', () => {
      const options = { size: 28, channels: 1, seed: 1 } as const;
      assert.deepEqual(
        weightsOf(buildPictureGenerator(options)),
        weightsOf(buildDcganGenerator({ seed: 1, categories: 0 })),
      );
    });

    it('has half of the channels where height and width are twice as large', () => {
      const model = buildPictureGenerator({ size: 64, channels: 3, seed: 1 });
      assert.deepEqual(shapesOf(model, 'base_image', 'double', 'double_2', 'double_3', 'image'), [
        [4, 4, 128],
        [8, 8, 64],
        [16, 16, 32],
        [32, 32, 16],
        [64, 64, 3],
      ]);
    });

    it('has 440,707 parameters for 32×32×3', () => {
      const dense = 32 * 128 + norm(128) + 128 * 2048 + norm(2048); // 2048 = 4·4·128
      const convolutions = conv(128, 64) + norm(64) + conv(64, 32) + norm(32) + conv(32, 3) + 3;
      assert.equal(dense + convolutions, 440_707);
      assert.equal(buildPictureGenerator(COLOUR_32).countParams(), dense + convolutions);
    });

    it('draws weights of their own for layers of one shape', () => {
      const model = buildPictureGenerator({ size: 64, channels: 3, seed: 1 });
      const first = ['double', 'double_2', 'double_3'].map(
        (name) => model.getLayer(name).getWeights()[0].flatten().dataSync()[0],
      );
      assert.equal(new Set(first).size, 3);
    });

    it('gives another picture for another label, when it is told classes', () => {
      const model = buildPictureGenerator({ ...COLOUR_32, numClasses: 3 });
      const same = tf.tile(z(1), [2, 1]);
      const [one, two] = tf.unstack(applyInUse(model, [same, labelsOf(0, 2)]));
      assert.notDeepEqual(one.dataSync(), two.dataSync());
    });
  });

  describe('buildPictureDiscriminator', () => {
    it('is for 28×28×1 that of digits, weight for weight, told classes or not', () => {
      const options = { size: 28, channels: 1, seed: 1 } as const;
      assert.deepEqual(
        weightsOf(buildPictureDiscriminator(options)),
        weightsOf(buildDcganDiscriminator({ seed: 1 })),
      );
      assert.deepEqual(
        weightsOf(buildPictureDiscriminator({ ...options, numClasses: 4 })),
        weightsOf(buildConditionalDiscriminator({ seed: 1, numClasses: 4 })),
      );
    });

    it('goes to 4×4×128 and 256 features', () => {
      const model = buildPictureDiscriminator({ size: 64, channels: 3, seed: 1 });
      assert.deepEqual(shapesOf(model, 'halve', 'quarter', 'eighth', 'sixteenth', 'features'), [
        [32, 32, 16],
        [16, 16, 32],
        [8, 8, 64],
        [4, 4, 128],
        [256],
      ]);
    });

    it('has 691,745 parameters for 32×32×3', () => {
      const convolutions = conv(3, 32) + 32 + conv(32, 64) + norm(64) + conv(64, 128) + norm(128);
      const dense = 2048 * 256 + norm(256) + 256 + 1;
      assert.equal(convolutions + dense, 691_745);
      assert.equal(buildPictureDiscriminator(COLOUR_32).countParams(), convolutions + dense);
    });
  });

  it('trains on pictures with classes, in compiled steps, and moves the average', async () => {
    const gan = buildPictureGan({ ...COLOUR_32, numClasses: 2 });
    const untrained = weightsOf(gan.generator);
    const images = new Random(2).uniform<tf.Rank.R4>([4, 32, 32, 3]);
    const batches = batchesByEpoch<[tf.Tensor, tf.Tensor]>([images, labelsOf(0, 1, 0, 1)], {
      batchSize: 4,
      seed: 3,
    });
    let isCompiled = false;
    const { rows } = await trainGan(gan, batches, {
      ...SHORT,
      epochs: 2,
      onProgress: (progress) => void (isCompiled = progress.isCompiled),
    });
    assert.ok(isCompiled);
    assert.ok(rows.every((row) => Object.values(row).every(Number.isFinite)));
    assert.notDeepEqual(weightsOf(gan.generator), untrained);
    assert.notDeepEqual(weightsOf(gan.averagedGenerator!), untrained);
  });
});
