import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import {
  MOTION_LATENT_DIM,
  buildMotionCritic,
  buildMotionGenerator,
} from '../../lib/models/motion-gan';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from './dispose-networks';
import { assertAllLearn } from './gradients';

describe('networks of movements', () => {
  disposeNetworksAfterEach();
  const z = (n: number) => new Random(2).normal<tf.Rank.R2>([n, MOTION_LATENT_DIM]);

  for (const doubling of ['lines', 'transposed'] as const) {
    it(`make 16 frames of 61 numbers, doubling by ${doubling}, and learn by all their weights`, () => {
      const generator = buildMotionGenerator({ doubling, seed: 1 });
      assert.deepEqual(applyInUse(generator, z(3)).shape, [3, 16, 61]);
      assert.ok(4 * generator.countParams() < 1e6);
      assertAllLearn(generator, [z(4)]);
    });
  }

  it('judge movements, of frames alone and of changes', () => {
    const x = new Random(3).normal<tf.Rank.R3>([4, 16, 61]);
    for (const differences of [undefined, { first: 0.3, second: 0.2 }]) {
      const critic = buildMotionCritic({ differences, seed: 1 });
      assert.deepEqual((critic.apply(x) as tf.Tensor).shape, [4, 1]);
      assertAllLearn(critic, [x]);
    }
  });
});
