import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesWithReplacement } from '../../lib/data/batches';
import { trainTimed } from '../../lib/experiments/timed-training';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('trainTimed', () => {
  disposeNetworksAfterEach();

  it('tells the steps, also those that fill no row of the history, and minutes in which they fit', async () => {
    const network = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
    const batches = batchesWithReplacement(tf.ones([40, 2]), { batchSize: 10, seed: 1 });
    const before = tf.memory().numTensors;
    const start = performance.now();
    const { history, steps, minutes } = await trainTimed(
      {
        networks: { network },
        players: [
          {
            name: 'network',
            moves: ['network'],
            settings: { learningRate: 0.1 },
            numbers: ([x]) => ({ loss: tf.mean(tf.square(network.apply(x) as tf.Tensor)) }),
          },
        ],
        averages: [],
      },
      batches,
      { epochs: 3, seed: 1, recordEvery: 5 },
    );
    assert.equal(steps, 12); // three times four batches
    assert.equal(history.rows[history.rows.length - 1].step, 10);
    assert.equal(tf.memory().numTensors, before); // no optimizer's
    assert.ok(minutes > 0 && minutes <= (performance.now() - start) / 60_000);
  });
});
