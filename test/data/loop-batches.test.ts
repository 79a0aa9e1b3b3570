import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { LOOP_KEYS, batchesOfLoops } from '../../lib/data/loop-batches';
import {
  LOOP_ROWS,
  LOOP_STEPS,
  LOOP_TRACKS,
  loadLoops,
  transposeLoops,
} from '../../lib/data/loops';

describe('batchesOfLoops', () => {
  const { test } = loadLoops();
  const size = LOOP_STEPS * LOOP_ROWS;
  const keyOf = (row: ArrayLike<number>) => Buffer.from(Uint8Array.from(row)).toString('base64');

  it('has loops of the set, each in one of twelve keys', () => {
    const known = new Set<string>();
    for (const key of LOOP_KEYS) {
      const { data } = transposeLoops(test, key).rolls;
      for (let i = 0; i < data.length; i += size) known.add(keyOf(data.subarray(i, i + size)));
    }
    const batch = batchesOfLoops(test, { batchSize: 40, seed: 1 }).next();
    assert.deepEqual(batch.shape, [40, LOOP_STEPS, LOOP_ROWS, 1]);
    const cells = batch.dataSync();
    for (let i = 0; i < 40; i++) assert.ok(known.has(keyOf(cells.subarray(i * size, (i + 1) * size)))); // prettier-ignore
  });

  it('draws all keys about as often', () => {
    const one = { rolls: { shape: [1, LOOP_STEPS, LOOP_ROWS], data: new Uint8Array(size) } as const, grooves: ['one note'] }; // prettier-ignore
    one.rolls.data[LOOP_TRACKS.bass.first + 12] = 1;
    const batch = batchesOfLoops(one, { batchSize: 240, seed: 2 }).next();
    const rows = Array.from(tf.sum(batch, [0, 1, 3]).dataSync()).slice(LOOP_TRACKS.bass.first, LOOP_TRACKS.chords.first); // prettier-ignore
    assert.deepEqual(rows.findIndex((each) => each > 0), 6); // prettier-ignore
    const counts = rows.slice(6, 18);
    assert.equal(counts.reduce((sum, each) => sum + each, 0), 240); // prettier-ignore
    // 20 each, with a standard deviation of √(240 · 1/12 · 11/12) = 4.3: within four of them
    assert.ok(counts.every((each) => Math.abs(each - 20) < 17), `${counts}`); // prettier-ignore
  });

  it('draws the same from the same seed, and goes on where it stood', () => {
    const [a, b] = [0, 1].map(() => batchesOfLoops(test, { batchSize: 4, seed: 3 }));
    assert.deepEqual(a.next().dataSync(), b.next().dataSync());
    const { state } = a;
    const next = a.next().dataSync().slice();
    b.restore(state);
    assert.deepEqual(b.next().dataSync(), next);
  });
});
