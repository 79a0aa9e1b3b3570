import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  fitMotionScale,
  loadMotionWindows,
  moveAsMade,
  trainMotion,
} from '../../lib/experiments/motion-run';
import { jointPlaces, measureMotion } from '../../lib/metrics/motion';
import { MOTION_LATENT_DIM } from '../../lib/models/motion-gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('movements', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();
  const { training, test } = loadMotionWindows(0.25);
  const scale = fitMotionScale(training);

  it('are features in standard units, and poses again', () => {
    const features = scale.featuresOf(training);
    assert.deepEqual(features.shape, [training.count, 16, 61]);
    const { mean, variance } = tf.moments(features, [0, 1]);
    assert.ok(tf.max(tf.abs(mean)).dataSync()[0] < 1e-3);
    assert.ok(tf.max(variance).dataSync()[0] < 1.001);
    const there = jointPlaces(training.poses);
    const back = jointPlaces(scale.posesOf(features));
    const [a, b] = [there, back].map((places) => measureMotion(places as tf.Tensor4D));
    assertClose([b.speed, b.acceleration, b.boneError], [a.speed, a.acceleration, 0], 1e-2);
  });

  it('change less from frame to frame than they differ', () => {
    const { first, second } = scale.differences;
    assert.ok(first > 0.05 && first < 0.9 && second > 0.05 && second < 0.9, `${first} ${second}`);
    assert.equal(test.count, 22); // of four short clips, with their mirror images
  });

  it('are made by a network that trains in each of its ways, with bones that keep their length', async () => {
    for (const way of [{}, { seesChanges: false }, { doubling: 'transposed' }] as const) {
      const { generator, steps } = await trainMotion(training, { seed: 1, steps: 2, ...way });
      assert.ok(steps >= 2);
      const made = moveAsMade(generator, new Random(1).normal([5, MOTION_LATENT_DIM]), scale);
      assert.deepEqual(made.shape, [5, 16, 18, 3]);
      assertClose([measureMotion(made).boneError], [0], 1e-4);
    }
  });
});
