import assert from 'node:assert/strict';

import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, loadLoops, pickLoops } from '../../lib/data/loops';
import { accompany, trainAccompanist } from '../../lib/experiments/accompany-run';
import { Random } from '../../lib/random';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

describe('accompanists', function () {
  this.timeout(120_000);
  disposeNetworksAfterEach();
  const loops = pickLoops(
    loadLoops().train,
    Array.from({ length: 70 }, (_, i) => i),
  );

  for (const isAdversarial of [true, false]) {
    it(`play to a given bass, which stays, trained ${isAdversarial ? 'by a critic' : 'by likelihood'}`, async () => {
      const { generator, steps } = await trainAccompanist(loops, { seed: 1, steps: 4, isAdversarial }); // prettier-ignore
      assert.ok(steps >= 4 && steps <= 6, `${steps}`); // two steps a pass
      for (const draws of [false, true]) {
        const { shape, data } = accompany(generator, loops.rolls, { random: new Random(1), draws });
        assert.deepEqual(shape, [70, LOOP_STEPS, LOOP_ROWS]);
        const { first, rows } = LOOP_TRACKS.bass;
        data.forEach((cell, i) => {
          const row = (i % LOOP_ROWS) - first;
          if (row >= 0 && row < rows && cell !== loops.rolls.data[i]) assert.fail(`cell ${i}`);
        });
      }
    });
  }
});
