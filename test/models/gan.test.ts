import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  type Gan,
  applyInTraining,
  applyInUse,
  averageWeights,
  trainableVariables,
} from '../../lib/models/gan';
import { assertClose } from '../assert-close';
import { smallConditionalGan, smallPointGan } from '../training/small-gan';

/** A batch normalisation of two numbers, which has weights that train and weights that follow. */
const normalisation = () =>
  tf.sequential({ layers: [tf.layers.batchNormalization({ inputShape: [2], momentum: 0.9 })] });
/** Keras's constant under the root. */
const EPSILON = 1e-3;

const weightsOf = (model: tf.LayersModel) => model.getWeights().map((w) => w.dataSync().slice());
const fill = (model: tf.LayersModel, value: number) =>
  model.setWeights(model.getWeights().map((w) => tf.fill(w.shape, value)));

/** A generator whose weights are all 1, and an average of it that stands at 5. */
function averaged(): Gan & { readonly averagedGenerator: tf.LayersModel } {
  const gan = {
    ...smallPointGan(),
    generator: normalisation(),
    averagedGenerator: normalisation(),
  };
  fill(gan.generator, 1);
  fill(gan.averagedGenerator, 5);
  return gan;
}

describe('averageWeights', () => {
  it('moves each weight of the average by 1 − decay towards the generator, moving statistics included', () => {
    const gan = averaged();
    averageWeights(gan, 0.75);
    // scale, shift, moving mean and moving variance: ¾ · 5 + ¼ · 1
    assert.deepEqual(weightsOf(gan.averagedGenerator), new Array(4).fill(Float32Array.of(4, 4)));
  });

  it('leaves the generator', () => {
    const gan = averaged();
    averageWeights(gan, 0.75);
    assert.deepEqual(weightsOf(gan.generator), new Array(4).fill(Float32Array.of(1, 1)));
  });

  it('copies the generator when the decay is 0', () => {
    const gan = averaged();
    averageWeights(gan, 0);
    assert.deepEqual(weightsOf(gan.averagedGenerator), weightsOf(gan.generator));
  });

  it('does nothing where there is no averaged generator', () => {
    const { generator, discriminator, latentDim } = averaged();
    averageWeights({ generator, discriminator, latentDim }, 0.75);
    assert.deepEqual(weightsOf(generator), new Array(4).fill(Float32Array.of(1, 1)));
  });

  for (const decay of [1, -0.1, NaN]) {
    it(`throws on a decay of ${decay}, and moves nothing`, () => {
      const gan = averaged();
      assert.throws(() => averageWeights(gan, decay), {
        name: 'RangeError',
        message: `expected averageDecay from 0 to below 1, but got ${decay}`,
      });
      assert.deepEqual(weightsOf(gan.averagedGenerator), new Array(4).fill(Float32Array.of(5, 5)));
    });
  }

  it('leaves no tensor', () => {
    const gan = averaged();
    const before = tf.memory().numTensors;
    averageWeights(gan, 0.75);
    assert.equal(tf.memory().numTensors, before);
  });
});

/** Columns of mean 3 and 0, variance 4 and 1. */
const x = () =>
  tf.tensor2d([
    [1, -1],
    [5, 1],
  ]);

describe('applyInTraining', () => {
  it("normalises by the batch's own mean and variance", () => {
    // (1 − 3) / √(4 + ε), (−1 − 0) / √(1 + ε), …
    const [wide, narrow] = [2 / Math.sqrt(4 + EPSILON), 1 / Math.sqrt(1 + EPSILON)];
    const y = applyInTraining(normalisation(), x());
    assertClose(y.dataSync(), [-wide, -narrow, wide, narrow], 1e-5);
  });

  it('moves the moving statistics a tenth of the way, momentum being 0.9', () => {
    const model = normalisation();
    applyInTraining(model, x());
    const [, , mean, variance] = weightsOf(model);
    assertClose(mean, [0.1 * 3, 0], 1e-6);
    assertClose(variance, [0.9 * 1 + 0.1 * 4, 0.9 * 1 + 0.1 * 1], 1e-6);
  });

  it('takes labels beside the examples', () => {
    const labels = tf.tensor2d([[1], [2]]);
    assert.deepEqual(applyInTraining(smallConditionalGan().generator, [x(), labels]).shape, [2, 2]);
  });
});

describe('applyInUse', () => {
  it('normalises by the moving statistics, at first mean 0 and variance 1', () => {
    const scale = 1 / Math.sqrt(1 + EPSILON);
    const y = applyInUse(normalisation(), x());
    assertClose(y.dataSync(), [scale, -scale, 5 * scale, scale], 1e-5);
  });

  it('leaves the moving statistics', () => {
    const model = normalisation();
    const before = weightsOf(model);
    applyInUse(model, x());
    assert.deepEqual(weightsOf(model), before);
  });

  it('takes labels beside the examples', () => {
    const model = smallConditionalGan().generator;
    const [one, other] = [1, 2].map((label) => applyInUse(model, [x(), tf.fill([2, 1], label)]));
    assert.notDeepEqual(one.dataSync(), other.dataSync());
  });
});

describe('trainableVariables', () => {
  it('are the weights that train, layer by layer, and not the moving statistics', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [3], units: 2, useBias: false }),
        tf.layers.batchNormalization(),
        tf.layers.dense({ units: 4 }),
      ],
    });
    const shapes = trainableVariables(model).map(({ shape }) => shape);
    assert.deepEqual(shapes, [[3, 2], [2], [2], [2, 4], [4]]); // kernel, scale, shift, kernel, bias
  });

  it("are the model's own: what is assigned to them it has", () => {
    const { generator } = smallPointGan();
    trainableVariables(generator).forEach((variable) => variable.assign(tf.zerosLike(variable)));
    assert.ok(weightsOf(generator).every((weights) => weights.every((value) => value === 0)));
  });
});
