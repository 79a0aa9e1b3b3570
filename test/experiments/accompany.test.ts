import assert from 'node:assert/strict';

import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, loadLoops, pickLoops } from '../../lib/data/loops';
import { measureAccompaniment, nearestAccompaniment } from '../../lib/experiments/accompany';
import { accompany, trainAccompanist } from '../../lib/experiments/accompany-run';
import { inAnyKey, shuffledTracks } from '../../lib/experiments/musegan-measures';
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

describe('measures of an accompaniment', function () {
  this.timeout(60_000);
  const { train, test } = loadLoops();
  const given = inAnyKey(test, 200, new Random(1));
  const withBass = (others: typeof given) => shuffledTracks(others, given, others);

  it('find the true tracks right, and those of any loop wrong', () => {
    const truth = measureAccompaniment(given, given);
    assert.deepEqual([truth.drums, truth.chords], [1, 1]);
    const any = measureAccompaniment(withBass(inAnyKey(train, 200, new Random(2))), given);
    assert.ok(any.tonal > truth.tonal + 0.3, `${any.tonal}, ${truth.tonal}`);
    assert.ok(any.tonalApart > 2 * truth.tonalApart && any.chords < 0.3 && any.drums < 0.5);
  });

  it('find the tracks of the nearest bass between them, and exact where the bass is known', () => {
    const nearest = nearestAccompaniment(given, train);
    const { tonal, chords } = measureAccompaniment(nearest, given);
    const any = measureAccompaniment(withBass(inAnyKey(train, 200, new Random(2))), given);
    assert.ok(tonal < any.tonal - 0.3 && chords > any.chords + 0.1, `${tonal}, ${chords}`);
    const known = pickLoops(train, [5, 50, 300]);
    assert.ok(measureAccompaniment(nearestAccompaniment(known.rolls, known), known.rolls).chords > 0.999); // prettier-ignore
    assert.deepEqual(nearest.data.filter((_, i) => isBass(i)), given.data.filter((_, i) => isBass(i))); // prettier-ignore
  });
});

const isBass = (i: number) => {
  const { first, rows } = LOOP_TRACKS.bass;
  return i % LOOP_ROWS >= first && i % LOOP_ROWS < first + rows;
};
