import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { Optimizer } from '../../lib/backend/optimizer';
import { applyInTraining, applyInUse, trainableVariables } from '../../lib/models/gan';
import { buildSrganGenerator } from '../../lib/models/srgan';
import { Random } from '../../lib/random';
import { descend } from '../../lib/training/descend';
import { assertClose } from '../assert-close';
import { assertAllLearn } from './gradients';

const pictures = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 8, 8, 3], -1, 1);
const build = () => buildSrganGenerator({ inputShape: [8, 8, 3], seed: 1 });

/** The same network when it has begun to learn: no weight is 0 any more. */
function begun(): tf.LayersModel {
  const model = build();
  const random = new Random(3);
  model.setWeights(
    model.getWeights().map((weight) => tf.add(weight, random.uniform(weight.shape, -0.05, 0.05))),
  );
  return model;
}

describe('buildSrganGenerator', () => {
  it('has 334,539 parameters for 3 channels', () => {
    const convolution = (channels: number, filters: number) => 9 * channels * filters + filters;
    const doublings = convolution(48, 4 * 48) + convolution(48, 4 * 24);
    const expected =
      convolution(3, 48) + 5 * 2 * convolution(48, 48) + doublings + convolution(24, 3);
    assert.equal(expected, 334_539);
    assert.equal(build().countParams(), expected);
  });

  it('works at the low resolution and doubles twice', () => {
    const shapeOf = (layer: string) => build().getLayer(layer).outputShape;
    assert.deepEqual(shapeOf('block_5'), [null, 8, 8, 48]);
    assert.deepEqual(shapeOf('double_pixels'), [null, 16, 16, 48]);
    assert.deepEqual(shapeOf('redouble_pixels'), [null, 32, 32, 24]);
  });

  it('begins at bilinear interpolation', () => {
    const given = pictures(2);
    const expected = tf.image.resizeBilinear(given, [32, 32], false, true);
    assertClose(applyInUse(build(), given).dataSync(), expected.dataSync(), 1e-6);
  });

  it('learns by all its weights, once it has begun', () => assertAllLearn(begun(), [pictures(2)]));

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
});
