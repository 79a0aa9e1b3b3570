import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { Optimizer } from '../../lib/backend/optimizer';
import { applyInTraining, applyInUse, trainableVariables } from '../../lib/models/gan';
import {
  UPSAMPLERS,
  type Upsampler,
  buildSrganDiscriminator,
  buildSrganGenerator,
} from '../../lib/models/srgan';
import { Random } from '../../lib/random';
import { descend } from '../../lib/training/descend';
import { assertClose } from '../assert-close';
import { assertAllLearn } from './gradients';

const pictures = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 8, 8, 3], -1, 1);
const build = (upsampler?: Upsampler) =>
  buildSrganGenerator({ inputShape: [8, 8, 3], upsampler, seed: 1 });

/** The same network when it has begun to learn: no weight is 0 any more. */
function begun(upsampler?: Upsampler): tf.LayersModel {
  const model = build(upsampler);
  const random = new Random(3);
  model.setWeights(
    model.getWeights().map((weight) => tf.add(weight, random.uniform(weight.shape, -0.05, 0.05))),
  );
  return model;
}

describe('buildSrganGenerator', () => {
  const convolution = (channels: number, filters: number) => 9 * channels * filters + filters;

  it('has 238,587 parameters for 3 channels with sub-pixels', () => {
    const doublings = convolution(40, 4 * 40) + convolution(40, 4 * 24);
    const expected =
      convolution(3, 40) + 5 * 2 * convolution(40, 40) + doublings + convolution(24, 3);
    assert.equal(expected, 238_587);
    assert.equal(build('subPixel').countParams(), expected);
  });

  it('has 169,275 with the others, whose doublings make no channels to be laid out', () => {
    const doublings = convolution(40, 40) + convolution(40, 24);
    const expected =
      convolution(3, 40) + 5 * 2 * convolution(40, 40) + doublings + convolution(24, 3);
    assert.equal(expected, 169_275);
    assert.equal(build('transposed').countParams(), expected);
    assert.equal(build().countParams(), expected); // resize
  });

  it('fits into a file of 1 MB', () => assert.ok(4 * build('subPixel').countParams() < 1e6));

  it('works at the low resolution and doubles twice', () => {
    const shapeOf = (layer: string) => build().getLayer(layer).outputShape;
    assert.deepEqual(shapeOf('block_5'), [null, 8, 8, 40]);
    assert.deepEqual(shapeOf('double'), [null, 16, 16, 40]);
    assert.deepEqual(shapeOf('redouble'), [null, 32, 32, 24]);
  });

  for (const upsampler of UPSAMPLERS) {
    it(`begins at bilinear interpolation, with ${upsampler}`, () => {
      const given = pictures(2);
      const expected = tf.image.resizeBilinear(given, [32, 32], false, true);
      assertClose(applyInUse(build(upsampler), given).dataSync(), expected.dataSync(), 1e-6);
    });

    it(`learns by all its weights, once it has begun, with ${upsampler}`, () =>
      assertAllLearn(begun(upsampler), [pictures(2)]));
  }

  it('leaves no grid in a flat picture with resize before it is trained, and one with the others', () => {
    // far enough from the border, beyond which there are zeros, all places of a flat picture are alike
    const spread = (upsampler: Upsampler) => {
      const model = buildSrganGenerator({ inputShape: [32, 32, 1], upsampler, seed: 1 });
      model.getLayer('details').setWeights([new Random(4).normal([3, 3, 24, 1]), tf.zeros([1])]);
      const made = applyInUse(model, tf.fill([1, 32, 32, 1], 0.5));
      const middle = tf.slice(made, [0, 56, 56, 0], [1, 16, 16, 1]);
      return tf.sub(tf.max(middle), tf.min(middle)).dataSync()[0];
    };
    assert.ok(spread('resize') < 1e-4, `resize ${spread('resize')}`); // sums in float32
    assert.ok(spread('subPixel') > 0.1, `subPixel ${spread('subPixel')}`);
    assert.ok(spread('transposed') > 0.1, `transposed ${spread('transposed')}`);
  });

  it('trains in compiled steps with the numbers of the step itself', () => {
    const train = (isCompiled: boolean) => {
      const model = begun();
      const optimizer = new Optimizer(trainableVariables(model));
      const [given, wanted] = [pictures(2), new Random(4).uniform([2, 32, 32, 3])];
      const step = (...[small, large]: readonly tf.Tensor[]) => [
        descend(optimizer, { rule: 'sgd', learningRate: 0.1 }, () =>
          tf.mean<tf.Scalar>(tf.square(tf.sub(applyInTraining(model, small), large))),
        ),
      ];
      const runner = compileStep(step, [given, wanted]);
      assert.ok(runner instanceof CompiledStep, 'it has been compiled');
      const losses = [1, 2, 3].map(
        () => (isCompiled ? runner.run([given, wanted]) : step(given, wanted))[0].dataSync()[0],
      );
      runner.dispose();
      return losses;
    };
    assertClose(train(true), train(false), 1e-5); // losses near 1, of float32 sums in another order
  });

  it('throws on a size that is no integer above 0', () => {
    assert.throws(() => buildSrganGenerator({ inputShape: [8, 0, 3], seed: 1 }), {
      name: 'RangeError',
      message: 'expected width to be an integer of at least 1, but got 0',
    });
  });

  it('throws on an up-sampler that there is not', () => {
    assert.throws(() => build('bicubic' as Upsampler), {
      name: 'RangeError',
      message: 'expected upsampler to be one of resize, subPixel, transposed, but got bicubic',
    });
  });
});

describe('buildSrganDiscriminator', () => {
  const large = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 32, 32, 3], -1, 1);
  const buildD = () => buildSrganDiscriminator({ inputShape: [32, 32, 3], seed: 1 });

  it('has 168,225 parameters for 32×32 pixels and 3 channels', () => {
    const halvings = 16 * 3 * 32 + 32 + (16 * 32 * 64 + 4 * 64) + (16 * 64 * 128 + 4 * 128); // batch normalisation has 4 a channel
    const expected = halvings + 4 * 4 * 128 + 1;
    assert.equal(expected, 168_225);
    assert.equal(buildD().countParams(), expected);
  });

  it('gives a logit a picture', () => {
    assert.deepEqual(applyInUse(buildD(), large(2)).shape, [2, 1]);
  });

  it('learns by all its weights', () => assertAllLearn(buildD(), [large(4)]));

  it('throws on sides that 8 does not divide', () => {
    assert.throws(() => buildSrganDiscriminator({ inputShape: [32, 28, 3], seed: 1 }), {
      name: 'RangeError',
      message: 'expected pictures whose sides 8 divides, for three halvings, but got 32 × 28',
    });
  });
});
