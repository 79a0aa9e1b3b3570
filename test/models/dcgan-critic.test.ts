import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { CompiledStep, compileStep } from '../../lib/backend/compiled-step';
import { LOSSES } from '../../lib/losses';
import { buildDcganGan } from '../../lib/models/dcgan';
import { buildDcganCritic } from '../../lib/models/dcgan-critic';
import { applyInTraining, trainableVariables } from '../../lib/models/gan';
import { gradientPenalty } from '../../lib/penalties';
import { Random } from '../../lib/random';
import { createTrainingState } from '../../lib/training/state';
import { updateDiscriminator } from '../../lib/training/step';
import { assertClose } from '../assert-close';
import { SHORT } from '../training/small-gan';

const images = (n: number) => new Random(2).uniform<tf.Rank.R4>([n, 28, 28, 1]);

describe('buildDcganCritic', () => {
  let critic: tf.LayersModel;
  before(() => (critic = buildDcganCritic({ seed: 1 })));
  after(() => critic.dispose());

  it('has 836,705 parameters, all of them trained', () => {
    const convolutions = 4 * 4 * 1 * 32 + 32 + (4 * 4 * 32 * 64 + 64);
    const dense = 7 * 7 * 64 * 256 + 256 + (256 + 1);
    assert.equal(convolutions + dense, 836_705);
    const sizes = trainableVariables(critic).map(({ size }) => size);
    assert.equal(
      sizes.reduce((a, b) => a + b, 0),
      836_705,
    );
    assert.equal(critic.countParams(), 836_705);
  });

  it('goes through 14×14×32, 7×7×64 and 256 features to one score an image', () => {
    const shapeOf = (layer: string) => critic.getLayer(layer).outputShape;
    assert.deepEqual(shapeOf('halve'), [null, 14, 14, 32]);
    assert.deepEqual(shapeOf('quarter'), [null, 7, 7, 64]);
    assert.deepEqual(shapeOf('features'), [null, 256]);
    assert.deepEqual(critic.outputs[0].shape, [null, 1]);
  });

  it('judges each image by itself, in training too', () =>
    void tf.tidy(() => {
      const together = applyInTraining(critic, images(6)) as tf.Tensor2D;
      const alone = applyInTraining(critic, images(6).slice(2, 1)) as tf.Tensor2D;
      // the same sums of up to 3,136 products in float32, perhaps in another order
      assertClose(together.slice([2, 0], [1, 1]).dataSync(), alone.dataSync(), 1e-5);
    }));

  it('learns by the Wasserstein loss with a gradient penalty, in compiled steps', () => {
    const { generator, latentDim } = buildDcganGan({ seed: 1 });
    const gan = { generator, discriminator: buildDcganCritic({ seed: 1 }), latentDim };
    const state = createTrainingState(gan, SHORT);
    const context = {
      ...SHORT,
      ...state,
      loss: LOSSES.wasserstein,
      penalty: gradientPenalty(),
      discriminatorSettings: { learningRate: 1e-4 }, // the paper's
      gan,
    };
    const [real, z] = [images(8), new Random(3).normal<tf.Rank.R2>([8, latentDim])];
    const key = new Random(1).key();
    const runner = compileStep(
      (x, noise, drawn) => [updateDiscriminator({ real: x, z: noise, key: drawn }, context).loss],
      [real, z, key],
    );
    const losses = Array.from({ length: 10 }, () => {
      const [loss] = runner.run([real, z, key]);
      const value = loss.dataSync()[0];
      loss.dispose();
      return value;
    });
    runner.dispose();
    assert.ok(runner instanceof CompiledStep);
    // always the same batch and the same interpolates: the loss is one function, and each step lowers it
    losses.slice(1).forEach((loss, i) => assert.ok(loss < losses[i], losses.join(', ')));
    tf.dispose([real, z, key]);
    Object.values(gan).forEach((part) => typeof part !== 'number' && part.dispose());
  });
});
