import assert from 'node:assert/strict';

import { tf } from '../../../lib/backend';
import { DISTURBANCES } from '../../../tools/classifier/disturbances';

const [noise, shift] = Object.values(DISTURBANCES);
const definition = { inputShape: [40, 1], range: [-1, 1] } as const;

describe('DISTURBANCES', () => {
  it('are noise of a twentieth of the range, within it', () => {
    const disturbed = noise(tf.zeros([1, 10_000, 1]), definition).dataSync<'float32'>();
    const std = Math.sqrt(disturbed.reduce((sum, x) => sum + x * x, 0) / 10_000);
    assert.ok(Math.abs(std - 0.1) < 0.003, `${std}`); // 4 standard errors of 0.1 / √20,000
    assert.ok(
      noise(tf.ones([1, 100, 1]), definition)
        .max()
        .dataSync()[0] <= 1,
    );
  });

  it('are a move by a 32nd, rounded up, in which the edge is drawn out', () => {
    const row = tf.reshape(tf.range(0, 40), [1, 40, 1]);
    const moved = Array.from(shift(row, definition).dataSync());
    assert.deepEqual(moved.slice(0, 5), [0, 0, 0, 1, 2]); // by ⌈40 / 32⌉ = 2
  });

  it('leave what they are given', () => {
    const row = tf.zeros([1, 40, 1]);
    for (const disturb of Object.values(DISTURBANCES)) disturb(row, definition).dispose();
    assert.equal(row.isDisposed, false);
  });
});
