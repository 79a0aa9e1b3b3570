import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { batchesWithReplacement } from '../../lib/data/batches';
import {
  type DcganOptions,
  buildDcganDiscriminator,
  buildDcganGan,
  buildDcganGenerator,
} from '../../lib/models/dcgan';
import { trainableVariables } from '../../lib/models/gan';
import { Random, normalOf } from '../../lib/random';
import { trainGan } from '../../lib/training/train-gan';
import { PRESETS } from '../../lib/training/presets';
import { createTrainingState } from '../../lib/training/state';
import { updateDiscriminator, updateGenerator } from '../../lib/training/step';
import { SHORT } from '../training/small-gan';
import { disposeNetworksAfterEach } from './dispose-networks';

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());
const noise = (n: number) => new Random(2).normal<tf.Rank.R2>([n, 32]);
const images = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 28, 28, 1]);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Weights of a 4×4 convolution without bias. */
const conv = (channels: number, filters: number) => 4 * 4 * channels * filters;
/** A batch normalisation's scale, shift, moving mean and moving variance. */
const norm = (channels: number) => 4 * channels;
const BASE = 7 * 7 * 32;

describe('dcgan', () => {
  disposeNetworksAfterEach();

  const builders: Record<string, (options: DcganOptions) => tf.LayersModel> = {
    buildDcganGenerator,
    buildDcganDiscriminator,
  };
  for (const [name, build] of Object.entries(builders)) {
    describe(name, () => {
      it('draws the same weights for the same seed and others for another', () => {
        const weights = (seed: number) => weightsOf(build({ seed }));
        assert.deepEqual(weights(1), weights(1));
        assert.notDeepEqual(weights(1), weights(2));
      });

      it('trains all weights but the moving statistics, half of each normalisation', () => {
        const model = build({ seed: 1 });
        const moving = model.nonTrainableWeights.map(({ originalName }) => originalName);
        assert.ok(moving.length > 0 && moving.every((each) => /_norm\/moving_/.test(each)));
        const trained = model.trainableWeights.map(({ originalName }) => originalName);
        assert.ok(trained.every((each) => !/moving/.test(each)));
        assert.equal(trainableVariables(model).length, trained.length);
      });

      it('throws on a seed that is no integer, and on a latentDim that is none above 0', () => {
        assert.throws(() => build({ seed: 0.5 }), {
          name: 'RangeError',
          message: 'expected seed to be an integer from 0 to 2147483647, but got 0.5',
        });
        assert.throws(() => build({ seed: 1, latentDim: 0 }), {
          name: 'RangeError',
          message: 'expected latentDim to be an integer of at least 1, but got 0',
        });
      });
    });
  }

  describe('buildDcganGenerator', () => {
    it('has 228,609 parameters: two dense layers, two transposed convolutions, three normalisations', () => {
      const dense = 32 * 128 + norm(128) + 128 * BASE + norm(BASE);
      const convolutions = conv(32, 32) + norm(32) + conv(32, 1) + 1;
      assert.equal(dense + convolutions, 228_609);
      assert.equal(buildDcganGenerator({ seed: 1 }).countParams(), dense + convolutions);
    });

    it('gives the optimizer all of them but the moving statistics', () => {
      const model = buildDcganGenerator({ seed: 1 });
      const sizes = trainableVariables(model).map(({ size }) => size);
      assert.equal(sum(sizes), 228_609 - (norm(128) + norm(BASE) + norm(32)) / 2);
    });

    it('makes images of 28×28 in (0, 1)', () => {
      const made = buildDcganGenerator({ seed: 1 }).predict(noise(5)) as tf.Tensor;
      assert.deepEqual(made.shape, [5, 28, 28, 1]);
      assert.ok(made.min().dataSync()[0] > 0 && made.max().dataSync()[0] < 1);
    });

    it('goes through 128 numbers, 7×7×32 and 14×14×32', () => {
      const model = buildDcganGenerator({ seed: 1 });
      const shapeOf = (layer: string) => model.getLayer(layer).outputShape;
      assert.deepEqual(shapeOf('hidden'), [null, 128]);
      assert.deepEqual(shapeOf('base_image'), [null, 7, 7, 32]);
      assert.deepEqual(shapeOf('double'), [null, 14, 14, 32]);
    });

    it('takes another latentDim', () => {
      const model = buildDcganGenerator({ seed: 1, latentDim: 13 });
      assert.deepEqual(model.inputs[0].shape, [null, 13]);
      assert.equal(model.countParams(), 228_609 - (32 - 13) * 128);
    });

    it('hears of the first ten numbers of z only which is the largest', () => {
      const z = noise(1).dataSync();
      const other = Float32Array.from(z, (value, i) => (i < 10 ? 2 * value : value));
      const imagesOf = (categories?: number) => {
        const model = buildDcganGenerator({ seed: 1, categories });
        return [z, other].map((each) =>
          (model.predict(tf.tensor2d(each, [1, 32])) as tf.Tensor).dataSync().slice(),
        );
      };
      const [code, sameCode] = imagesOf();
      assert.deepEqual(code, sameCode);
      const [all, doubled] = imagesOf(0);
      assert.notDeepEqual(all, doubled);
    });

    it('throws on more categories than z has numbers, and on one', () => {
      assert.throws(() => buildDcganGenerator({ seed: 1, latentDim: 9 }), {
        message: 'expected categories to be an integer from 0 to 9, but got 10',
      });
      assert.throws(() => buildDcganGenerator({ seed: 1, categories: 1 }), {
        message: 'expected categories to be an integer of at least 2, but got 1',
      });
    });
  });

  describe('buildDcganDiscriminator', () => {
    it('has 837,665 parameters: two convolutions, two dense layers, two normalisations', () => {
      const convolutions = conv(1, 32) + 32 + conv(32, 64) + norm(64);
      const dense = 7 * 7 * 64 * 256 + norm(256) + 256 + 1;
      assert.equal(convolutions + dense, 837_665);
      assert.equal(buildDcganDiscriminator({ seed: 1 }).countParams(), convolutions + dense);
    });

    it('gives the optimizer all of them but the moving statistics', () => {
      const model = buildDcganDiscriminator({ seed: 1 });
      const sizes = trainableVariables(model).map(({ size }) => size);
      assert.equal(sum(sizes), 837_665 - (norm(64) + norm(256)) / 2);
    });

    it('gives one logit an image, not a probability', () => {
      const logits = buildDcganDiscriminator({ seed: 1 }).predict(images(50)) as tf.Tensor;
      assert.deepEqual(logits.shape, [50, 1]);
      const isProbability = Array.from(logits.dataSync(), (logit) => logit >= 0 && logit <= 1);
      assert.ok(isProbability.includes(false));
    });

    it('goes through 14×14×32, 7×7×64 and 256 features', () => {
      const model = buildDcganDiscriminator({ seed: 1 });
      const shapeOf = (layer: string) => model.getLayer(layer).outputShape;
      assert.deepEqual(shapeOf('halve'), [null, 14, 14, 32]);
      assert.deepEqual(shapeOf('quarter'), [null, 7, 7, 64]);
      assert.deepEqual(shapeOf('features'), [null, 256]);
    });
  });

  describe('buildDcganGan', () => {
    it('gives two networks that fit each other', () => {
      const { generator, discriminator, latentDim } = buildDcganGan({ seed: 1, latentDim: 17 });
      assert.equal(latentDim, 17);
      const z = new Random(2).normal<tf.Rank.R2>([2, latentDim]);
      const logits = discriminator.predict(generator.predict(z)) as tf.Tensor;
      assert.deepEqual(logits.shape, [2, 1]);
    });

    it("has the preset's latentDim when none is asked for", () => {
      const { generator, latentDim } = buildDcganGan({ seed: 1 });
      assert.equal(latentDim, PRESETS.dcgan.latentDim);
      assert.deepEqual(generator.inputs[0].shape, [null, latentDim]);
    });

    it('draws other weights for the two networks', () => {
      const { generator, discriminator } = buildDcganGan({ seed: 1 });
      const first = (model: tf.LayersModel, layer: string) =>
        model.getLayer(layer).getWeights()[0].flatten().dataSync()[0];
      assert.notEqual(first(generator, 'image'), first(discriminator, 'halve')); // both 4×4×1×32
    });

    it('trains in compiled steps', () => {
      const gan = buildDcganGan({ seed: 1 });
      const context = { ...SHORT, ...createTrainingState(gan, SHORT), gan };
      const runner = compileStep(
        (real, key) => {
          const z = normalOf(key, [3, gan.latentDim]);
          const { loss, accuracy } = updateDiscriminator({ real, z }, context);
          return [loss, accuracy, updateGenerator(z, context)];
        },
        [images(3), new Random(1).key()],
      );
      runner.dispose();
      assert.ok(runner instanceof CompiledStep);
    });

    it('trains with an averaged generator, by finite losses', async () => {
      const gan = {
        ...buildDcganGan({ seed: 1 }),
        averagedGenerator: buildDcganGenerator({ seed: 1 }),
      };
      const state = createTrainingState(gan, SHORT);
      const untrained = weightsOf(gan.generator);
      const { rows } = await trainGan(
        gan,
        batchesWithReplacement(images(12), { batchSize: 4, seed: 3 }), // 3 steps an epoch
        { ...PRESETS.dcgan, epochs: 1, recordEvery: 1, state },
      );
      assert.equal(state.step, 3);
      assert.equal(rows.length, 3);
      for (const row of rows) assert.ok(Object.values(row).every(Number.isFinite));
      const [trained, averaged] = [weightsOf(gan.generator), weightsOf(gan.averagedGenerator)];
      trained.forEach((weights, i) => {
        assert.notDeepEqual(weights, untrained[i]);
        assert.notDeepEqual(averaged[i], untrained[i]);
        assert.notDeepEqual(averaged[i], weights);
      });
    });
  });
});
