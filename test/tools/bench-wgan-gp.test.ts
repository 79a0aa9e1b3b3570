import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Adam } from '../../lib/backend/adam';
import { sampleRing } from '../../lib/data/points';
import { trainableVariables } from '../../lib/models/gan';
import { buildPointGan } from '../../lib/models/points';
import { Random } from '../../lib/random';
import { gradientPenalty, wganGpStep } from '../../tools/bench/wgan-gp';
import { assertClose } from '../assert-close';

describe('gradientPenalty', () => {
  // A linear critic x·w has the gradient w everywhere.
  const w = tf.tensor2d([3, 4], [2, 1]);
  const points = tf.tensor2d([0, 0, 1, 2, -5, 3], [3, 2]);

  it('is (‖w‖ − 1)² for a linear critic', () => {
    const penalty = gradientPenalty((x) => tf.matMul(x as tf.Tensor2D, w), points);
    assertClose(penalty.dataSync()[0], (5 - 1) ** 2, 1e-5);
  });

  it('has the gradient 2 (‖w‖ − 1) w / ‖w‖ in its weights', () => {
    const gradient = tf.grad((weights) =>
      gradientPenalty((x) => tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D), points),
    )(w);
    assertClose(gradient.dataSync(), [(8 * 3) / 5, (8 * 4) / 5], 1e-5);
  });
});

describe('wganGpStep', () => {
  const build = () => {
    const gan = buildPointGan({ seed: 1, hiddenUnits: [8] });
    const random = new Random(2);
    const context = {
      gan,
      criticOptimizer: new Adam(trainableVariables(gan.discriminator)),
      generatorOptimizer: new Adam(trainableVariables(gan.generator)),
      settings: { learningRate: 0.01 },
      gradientPenaltyWeight: 10,
    };
    const inputs = {
      real: sampleRing(16, random),
      zCritic: random.normal<tf.Rank.R2>([16, 2]),
      zGenerator: random.normal<tf.Rank.R2>([16, 2]),
      mix: random.uniform<tf.Rank.R2>([16, 1]),
    };
    return { context, inputs };
  };

  it('gives the losses before the updates', () => {
    const { context, inputs } = build();
    const { generator, discriminator } = context.gan;
    const scores = (points: tf.Tensor) => discriminator.predict(points) as tf.Tensor;
    const fake = generator.predict(inputs.zCritic) as tf.Tensor;
    const between = tf.add(tf.mul(inputs.mix, inputs.real), tf.mul(tf.sub(1, inputs.mix), fake));
    const mean = (x: tf.Tensor) => tf.mean(x).dataSync()[0];
    const expected =
      mean(scores(fake)) -
      mean(scores(inputs.real)) +
      context.gradientPenaltyWeight * gradientPenalty(scores, between).dataSync()[0];
    assertClose(wganGpStep(inputs, context).critic.dataSync(), [expected], 1e-5);
  });

  it('keeps no tensor but both losses', () => {
    const { context, inputs } = build();
    tf.dispose({ ...wganGpStep(inputs, context) });
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) tf.dispose({ ...wganGpStep(inputs, context) });
    assert.equal(tf.memory().numTensors, before);
  });

  it('moves both networks', () => {
    const { context, inputs } = build();
    const weights = () =>
      [context.gan.generator, context.gan.discriminator].map((model) =>
        model.getWeights()[0].dataSync().slice(),
      );
    const before = weights();
    wganGpStep(inputs, context);
    weights().forEach((w, i) => assert.notDeepEqual(w, before[i]));
  });
});
