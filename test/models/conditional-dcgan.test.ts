import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { batchesByEpoch } from '../../lib/data/batches';
import {
  buildConditionalDcganGan,
  buildConditionalDiscriminator,
  buildConditionalGenerator,
} from '../../lib/models/conditional-dcgan';
import { applyInUse, trainableVariables } from '../../lib/models/gan';
import { Random, normalOf } from '../../lib/random';
import { trainGan } from '../../lib/training/train-gan';
import { createTrainingState } from '../../lib/training/state';
import { updateDiscriminator, updateGenerator } from '../../lib/training/step';
import { assertClose } from '../assert-close';
import { SHORT } from '../training/small-gan';
import { disposeNetworksAfterEach } from './dispose-networks';

const labelsOf = (...labels: number[]) => tf.tensor1d(labels, 'int32');
const images = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 28, 28, 1]);
const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());
/** Each row of a layer's only table. */
const rowsOf = (model: tf.LayersModel, layer: string) =>
  model.getLayer(layer).getWeights()[0].arraySync() as number[][];
/** The same example again and again. */
const repeated = (example: tf.Tensor, n: number) =>
  tf.tile(example, [n, ...example.shape.slice(1).fill(1)]);

/** What a network makes of one and the same example under each of the labels, as lists of numbers. */
function underLabels(model: tf.LayersModel, example: tf.Tensor, ...labels: number[]) {
  const output = applyInUse(model, [repeated(example, labels.length), labelsOf(...labels)]);
  return output.reshape([labels.length, -1]).arraySync() as number[][];
}

describe('conditional-dcgan', () => {
  disposeNetworksAfterEach();

  const networks = {
    buildConditionalGenerator: {
      build: buildConditionalGenerator,
      example: () => new Random(2).normal([1, 32]),
      table: 'label_embedding',
    },
    buildConditionalDiscriminator: {
      build: buildConditionalDiscriminator,
      example: () => images(1),
      table: 'class_embedding',
    },
  };
  for (const [name, { build, example, table }] of Object.entries(networks)) {
    describe(name, () => {
      it('takes labels as int32 [batch]', () => {
        const [, label] = build({ seed: 1 }).inputs;
        assert.deepEqual(label.shape, [null]);
        assert.equal(label.dtype, 'int32');
      });

      it('gives another output for another label', () => {
        const [three, seven] = underLabels(build({ seed: 1 }), example(), 3, 7);
        assert.notDeepEqual(three, seven);
      });

      it('swaps two outputs when their labels are swapped', () => {
        const model = build({ seed: 1 });
        const [three, seven] = underLabels(model, example(), 3, 7);
        const [first, second] = underLabels(model, example(), 7, 3);
        // the order within a batch changes at most the order of sums
        assertClose(first, seven, 1e-5);
        assertClose(second, three, 1e-5);
      });

      it('draws the same weights for the same seed and others for another, the embedding included', () => {
        const [one, again, other] = [1, 1, 2].map((seed) => build({ seed }));
        assert.deepEqual(weightsOf(one), weightsOf(again));
        assert.notDeepEqual(rowsOf(one, table), rowsOf(other, table));
      });

      it('trains the embedding, and no moving statistics', () => {
        const model = build({ seed: 1 });
        const names = model.trainableWeights.map(({ originalName }) => originalName);
        assert.ok(names.includes(`${table}/embeddings`));
        assert.ok(names.every((each) => !/moving/.test(each)));
        assert.equal(trainableVariables(model).length, names.length);
      });

      it('has a row of the embedding for each class', () => {
        assert.equal(rowsOf(build({ seed: 1, numClasses: 4 }), table).length, 4);
      });

      it('throws on fewer than two classes', () => {
        assert.throws(() => build({ seed: 1, numClasses: 1 }), {
          name: 'RangeError',
          message: 'expected numClasses to be an integer of at least 2, but got 1',
        });
      });

      it('throws on a latentDim that is no integer above 0', () => {
        assert.throws(() => build({ seed: 1, latentDim: 1.5 }), {
          name: 'RangeError',
          message: 'expected latentDim to be an integer of at least 1, but got 1.5',
        });
      });
    });
  }

  it('throws in training on a label that is no class, as of letters, which are labelled from 1', async () => {
    const labels = labelsOf(1, 2, 3, 1, 2, 3, 1, 2);
    const gan = buildConditionalDcganGan({ seed: 1, numClasses: 3 });
    const batches = batchesByEpoch<[tf.Tensor, tf.Tensor]>([images(8), labels], {
      batchSize: 4,
      seed: 1,
    });
    await assert.rejects(trainGan(gan, batches, { ...SHORT, epochs: 1 }), {
      name: 'RangeError',
      message: 'expected indices, such as labels of classes, from 0 to 2, but got 3',
    });
  });

  describe('buildConditionalGenerator', () => {
    it("has DCGAN's parameters, 16 numbers a class, and 16 inputs more", () => {
      assert.equal(
        buildConditionalGenerator({ seed: 1 }).countParams(),
        228_609 + 10 * 16 + 16 * 128,
      );
    });

    it('makes images of 28×28 in (0, 1)', () => {
      const z = new Random(2).normal([3, 32]);
      const made = applyInUse(buildConditionalGenerator({ seed: 1 }), [z, labelsOf(0, 5, 9)]);
      assert.deepEqual(made.shape, [3, 28, 28, 1]);
      assert.ok(made.min().dataSync()[0] > 0 && made.max().dataSync()[0] < 1);
    });
  });

  describe('buildConditionalDiscriminator', () => {
    it("has DCGAN's parameters and 256 numbers a class", () => {
      assert.equal(buildConditionalDiscriminator({ seed: 1 }).countParams(), 837_665 + 10 * 256);
    });

    it("gives DCGAN's logit plus the inner product of features and class", () => {
      const model = buildConditionalDiscriminator({ seed: 1 });
      const logitLayer = model.getLayer('logit');
      logitLayer.setWeights([logitLayer.getWeights()[0], tf.tensor1d([0.25])]); // a bias other than 0
      const labels = [4, 0, 9];
      const logits = applyInUse(model, [images(3), labelsOf(...labels)]);
      assert.deepEqual(logits.shape, [3, 1]);

      const toFeatures = tf.model({
        inputs: model.inputs[0],
        outputs: model.getLayer('features_leak').output as tf.SymbolicTensor,
      });
      const features = applyInUse(toFeatures, images(3)).arraySync() as number[][];
      const kernel = rowsOf(model, 'logit').flat();
      const classes = rowsOf(model, 'class_embedding');
      const inner = (a: number[], b: number[]) =>
        a.reduce((sum, value, i) => sum + value * b[i], 0);
      const expected = features.map(
        (f, i) => inner(f, kernel) + 0.25 + inner(f, classes[labels[i]]),
      );
      assertClose(logits.dataSync(), expected, 1e-5);
    });
  });

  describe('buildConditionalDcganGan', () => {
    it('gives two networks that fit each other', () => {
      const { generator, discriminator, latentDim } = buildConditionalDcganGan({
        seed: 1,
        latentDim: 7,
        numClasses: 3,
      });
      assert.equal(latentDim, 7);
      const labels = labelsOf(2, 0);
      const fake = applyInUse(generator, [new Random(2).normal([2, latentDim]), labels]);
      assert.deepEqual(applyInUse(discriminator, [fake, labels]).shape, [2, 1]);
    });

    it('trains in compiled steps with the numbers of the step itself', () => {
      const train = (isCompiled: boolean) => {
        const gan = buildConditionalDcganGan({ seed: 1 });
        const settings = { rule: 'sgd', learningRate: 0.01 } as const; // Adam makes steps of rounding errors
        const context = {
          ...createTrainingState(gan, SHORT),
          gan,
          loss: SHORT.loss,
          generatorSettings: settings,
          discriminatorSettings: settings,
        };
        const step = (real: tf.Tensor, labels: tf.Tensor, key: tf.Tensor) => {
          const z = normalOf(key, [4, gan.latentDim]);
          const { loss } = updateDiscriminator({ real: [real, labels], z: [z, labels] }, context);
          return [loss, updateGenerator([z, labels], context)];
        };
        const random = new Random(4);
        const inputs = (): [tf.Tensor, tf.Tensor, tf.Tensor] => [
          random.uniform([4, 28, 28, 1]),
          random.integers(4, 10),
          random.key(),
        ];
        const runner = compileStep(
          (...[real, labels, key]) => step(real, labels, key),
          [images(4), labelsOf(0, 0, 0, 0), new Random(1).key()],
        );
        assert.ok(runner instanceof CompiledStep, 'it has been compiled');
        const losses = [1, 2].map(() =>
          tf.tidy(() =>
            (isCompiled ? runner.run(inputs()) : step(...inputs())).map((t) => t.dataSync()[0]),
          ),
        );
        runner.dispose();
        return losses.flat();
      };
      // Losses near 1, of float32 sums in another order.
      assertClose(train(true), train(false), 1e-4);
    });

    it('trains on images with labels, and moves the embeddings of the classes that it is shown', async () => {
      const gan = buildConditionalDcganGan({ seed: 1 });
      const tables = () => [
        ...rowsOf(gan.generator, 'label_embedding').map((row) => row.slice()),
        ...rowsOf(gan.discriminator, 'class_embedding').map((row) => row.slice()),
      ];
      const before = tables();
      const state = createTrainingState(gan, SHORT);
      const batches = batchesByEpoch<[tf.Tensor, tf.Tensor]>([images(4), labelsOf(1, 6, 1, 9)], {
        batchSize: 4,
        seed: 3,
      });
      const { rows } = await trainGan(gan, batches, { ...SHORT, epochs: 2, state });
      assert.equal(state.step, 2);
      assert.ok(rows.every((row) => Object.values(row).every(Number.isFinite)));
      const hasMoved = tables().map((row, i) => row.some((value, k) => value !== before[i][k]));
      const isShown = Array.from({ length: 10 }, (_, label) => [1, 6, 9].includes(label));
      assert.deepEqual(hasMoved, [...isShown, ...isShown]); // G's ten rows, then D's
    });
  });
});
