import assert from 'node:assert/strict';

import type { tf } from '../../lib/backend';
import { batchesByEpoch, batchesFrom } from '../../lib/data/batches';
import { sampleRing } from '../../lib/data/points';
import { Random } from '../../lib/random';
import { trainGan } from '../../lib/training/train-gan';
import { createTrainingState } from '../../lib/training/state';
import { SHORT, ringBatches, smallPointGan } from './small-gan';

describe('trainGan, of a state', () => {
  it('refuses that of another GAN, whose weights it would move', async () => {
    const state = createTrainingState(smallPointGan(), SHORT);
    await assert.rejects(trainGan(smallPointGan(), ringBatches(), { ...SHORT, epochs: 1, state }), {
      name: 'TypeError',
      message:
        'expected a state of the training of these networks, but got one that moves other weights: ' +
        'make it with createTrainingState(gan, …) or createGameState(game, …)',
    });
  });

  it('refuses batches of other epochs than its own, as after a change of the data', async () => {
    const gan = smallPointGan();
    const state = createTrainingState(gan, SHORT);
    await trainGan(gan, ringBatches(), { ...SHORT, epochs: 1, recordEvery: 3, state });
    const points = new Random(1).normal<tf.Rank.R2>([112, 2]);
    for (const batches of [
      batchesFrom(sampleRing, { batchSize: 16, seed: 2, stepsPerEpoch: 7 }),
      batchesByEpoch(points, { batchSize: 16, seed: 2 }), // 112 = 7 · 16
    ]) {
      await assert.rejects(trainGan(gan, batches, { ...SHORT, epochs: 9, state }), {
        name: 'RangeError',
        message:
          'expected batches of 10 steps an epoch, as in the training so far, but got 7: the data or the batch size are others',
      });
    }
    assert.equal(state.step, 10);
  });
});
