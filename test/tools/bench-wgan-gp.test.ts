import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Optimizer } from '../../lib/backend/optimizer';
import { sampleRing } from '../../lib/data/points';
import { trainableVariables } from '../../lib/models/gan';
import { buildPointGan } from '../../lib/models/points';
import { gradientPenalty } from '../../lib/penalties';
import { Random } from '../../lib/random';
import { wganGpStep } from '../../tools/bench/wgan-gp';
import { assertClose } from '../assert-close';

describe('wganGpStep', () => {
  const build = () => {
    const gan = buildPointGan({ seed: 1, hiddenUnits: [8] });
    const random = new Random(2);
    const context = {
      gan,
      criticOptimizer: new Optimizer(trainableVariables(gan.discriminator)),
      generatorOptimizer: new Optimizer(trainableVariables(gan.generator)),
      settings: { learningRate: 0.01 },
      penalty: gradientPenalty(),
    };
    const inputs = {
      real: sampleRing(16, random),
      zCritic: random.normal<tf.Rank.R2>([16, 2]),
      zGenerator: random.normal<tf.Rank.R2>([16, 2]),
      key: random.key(),
    };
    return { context, inputs };
  };

  it('gives the losses before the updates', () => {
    const { context, inputs } = build();
    const { generator, discriminator } = context.gan;
    const scores = (points: tf.Tensor) => discriminator.predict(points) as tf.Tensor;
    const fake = generator.predict(inputs.zCritic) as tf.Tensor;
    const mean = (x: tf.Tensor) => tf.mean(x).dataSync()[0];
    const { real, key } = inputs;
    const penalty = context.penalty({ real, fake, key, discriminate: scores });
    const expected = mean(scores(fake)) - mean(scores(real)) + penalty.dataSync()[0];
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
