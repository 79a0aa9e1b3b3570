import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import {
  VIDEO_LATENT_DIM,
  buildVideoDiscriminator,
  buildVideoPredictor,
} from '../../lib/models/video-predictor';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn, assertJudgesEachAlone } from './gradients';

describe('networks of films', () => {
  disposeNetworksAfterEach();
  const frames = (count: number) => new Random(1).uniform<tf.Rank.R4>([3, 32, 32, count], 0, 1);

  it('say which five frames come after five, mostly black at first', () => {
    const predictor = buildVideoPredictor(1);
    const next = applyInUse(predictor, frames(5));
    assert.deepEqual(next.shape, [3, 32, 32, 5]);
    assert.ok(tf.mean(next).dataSync()[0] < 0.3);
    assertAllLearn(predictor, [frames(5)]);
  });

  it('say it with z among what is given', () => {
    const predictor = buildVideoPredictor(1, { hasNoise: true });
    const z = new Random(2).normal([3, VIDEO_LATENT_DIM]);
    assert.deepEqual(applyInUse(predictor, [frames(5), z]).shape, [3, 32, 32, 5]);
    assertAllLearn(predictor, [frames(5), z]);
  });

  it('judge films of ten frames, each alone', () => {
    const discriminator = buildVideoDiscriminator(1);
    assert.deepEqual((discriminator.apply(frames(10)) as tf.Tensor).shape, [3, 4, 4, 1]);
    assertAllLearn(discriminator, [frames(10)]);
    assertJudgesEachAlone(discriminator, frames(10));
  });
});
