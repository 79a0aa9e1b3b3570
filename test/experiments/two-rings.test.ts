import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { TWO_RINGS, WIDE_RING, runTwoRings } from '../../lib/experiments/two-rings';
import { assertRowsKept } from './kept-rows';

describe('runTwoRings', () => {
  it('gives 800 points with where they were taken, and the same again from the same seed', async () => {
    const before = tf.memory().numTensors;
    const [one, other] = [
      await runTwoRings({ seed: 3, steps: 5 }),
      await runTwoRings({ seed: 3, steps: 5 }),
    ];
    assert.deepEqual(one.points.shape, [800, 2]);
    assert.deepEqual(one.translated.dataSync(), other.translated.dataSync());
    assert.equal(one.images.length, WIDE_RING.centres.length);
    assert.ok(one.returnError > 0 && one.agreement > 0 && one.agreement <= 1);
    tf.dispose([one.points, one.translated, other.points, other.translated]);
    assert.equal(tf.memory().numTensors, before);
  }).timeout(30_000);

  it('draws the hundred points of each mode around it', async () => {
    const { points, translated } = await runTwoRings({ seed: 4, steps: 1 });
    const [x, y] = points.slice([0, 0], [1, 2]).dataSync(); // of the mode at (1, 0)
    assert.ok(Math.hypot(x - 1, y) < 5 * WIDE_RING.std, `${x}, ${y}`);
    tf.dispose([points, translated]);
  }).timeout(30_000);
});

describe('the experiment on two rings', () => {
  it('has the identity loss as the way out, and the cycle loss as what is left out', () => {
    assert.deepEqual(
      TWO_RINGS.methods.map(({ name }) => name),
      ['CycleGAN without identity loss', 'without cycle loss too', 'with identity loss'],
    );
  });

  it('has kept 16 seeds of each, in order', () => {
    assertRowsKept(TWO_RINGS, 16);
  });
});
