import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, type Loops, loadLoops, pickLoops } from '../../lib/data/loops'; // prettier-ignore
import {
  bernoulliLoops,
  fitLoopScale,
  inAnyKey,
  shuffledTracks,
} from '../../lib/experiments/musegan-measures';
import { composeLoops, stagesOf, trainMusegan } from '../../lib/experiments/musegan-run';
import { measureDistances, measureLoops } from '../../lib/metrics/loops';
import { MUSE_LATENT_DIM, buildMuseganGenerator } from '../../lib/models/musegan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { disposeNetworksAfterEach } from '../models/dispose-networks';

const SIZE = LOOP_STEPS * LOOP_ROWS;
const { train, test } = loadLoops();
const firstOf = (loops: Loops, count: number) =>
  pickLoops(
    loops,
    Array.from({ length: count }, (_, i) => i),
  );

describe('loops to compare with', function () {
  this.timeout(60_000);

  it('are the loops in any key', () => {
    const { shape, data } = inAnyKey(pickLoops(train, [0, 300, 600]), 40, new Random(1));
    assert.deepEqual(shape, [40, LOOP_STEPS, LOOP_ROWS]);
    const drums = new Set(Array.from({ length: 40 }, (_, i) => {
      const loop = data.subarray(i * SIZE, (i + 1) * SIZE);
      return Array.from(loop).filter((_cell, cell) => cell % LOOP_ROWS < LOOP_TRACKS.bass.first).join(''); // prettier-ignore
    })); // prettier-ignore
    assert.equal(drums.size, 3); // which no key changes
  });

  it('have as many notes when they are drawn one by one, and no note that no loop has', () => {
    const some = firstOf(train, 60);
    const { data } = bernoulliLoops(some, 300, new Random(1));
    const drums = (cells: Uint8Array) => cells.filter((_, i) => i % LOOP_ROWS < LOOP_TRACKS.bass.first); // prettier-ignore
    const share = (cells: Uint8Array) => cells.reduce((sum, cell) => sum + cell, 0) / cells.length;
    assertClose(share(drums(data)), share(drums(some.rolls.data)), 0.003);
    const known = new Uint8Array(SIZE);
    some.rolls.data.forEach((cell, i) => (known[i % SIZE] ||= cell));
    data.forEach((cell, i) => {
      if (i % LOOP_ROWS < LOOP_TRACKS.bass.first) assert.ok(cell <= known[i % SIZE]);
    });
  });

  it('have the tracks of three when they are shuffled', () => {
    const [a, b, c] = [0, 1, 2].map((seed) => inAnyKey(train, 5, new Random(seed + 1)));
    const { data } = shuffledTracks(a, b, c);
    data.forEach((cell, i) => {
      const row = i % LOOP_ROWS;
      const whose = row < LOOP_TRACKS.bass.first ? a : row < LOOP_TRACKS.chords.first ? b : c;
      if (cell !== whose.data[i]) assert.fail(`cell ${i}`);
    });
  });
});

describe('fitLoopScale', function () {
  this.timeout(120_000);

  it('finds training loops near, all copies; and notes drawn one by one far, none a copy', () => {
    const scale = fitLoopScale({ train, test });
    const own = scale.measure(inAnyKey(train, 300, new Random(7)));
    assert.equal(own.closer, 10);
    assert.ok(own.ratio < 0.15 && own.copies === 1 && own.nearest < 1e-6, JSON.stringify(own));
    const held = scale.measure(inAnyKey(test, 300, new Random(7)));
    assert.ok(held.closer >= 9 && held.copies < 0.02, JSON.stringify(held));
    assertClose(held.nearest, 1, 0.1);
    const drawn = scale.measure(bernoulliLoops(train, 300, new Random(7)));
    assertClose(drawn.ratio, 1, 0.15);
    assert.ok(drawn.long < 0.3 && own.long > 0.8 && drawn.distinct === 1);
  });
});

describe('trainMusegan', function () {
  this.timeout(120_000);
  disposeNetworksAfterEach();

  it('trains in each of its ways', async () => {
    for (const training of ['two stages', 'bernoulli'] as const) {
      const { generator, steps } = await trainMusegan(firstOf(train, 70), { seed: 1, training, steps: 4 }); // prettier-ignore
      assert.ok(steps >= 4 && steps <= 6, `${steps}`); // two steps a pass
      const { shape, data } = composeLoops(generator, new Random(1).normal([3, MUSE_LATENT_DIM]));
      assert.deepEqual(shape, [3, LOOP_STEPS, LOOP_ROWS]);
      assert.ok(data.every((cell) => cell === 0 || cell === 1));
    }
  });

  it('learns numbers first and a threshold after, of two stages', () => {
    assert.deepEqual(stagesOf('two stages').map(({ outputs }) => outputs), ['probabilities', 'threshold']); // prettier-ignore
    assertClose(stagesOf('two stages').reduce((sum, { share }) => sum + share, 0), 1, 1e-9); // prettier-ignore
    assert.deepEqual(stagesOf('bernoulli'), [{ outputs: 'bernoulli', share: 1 }]);
  });

  it('composes in pieces as at once, and draws as often as the sigmoid says', () => {
    const generator = buildMuseganGenerator(1);
    const z = new Random(2).normal<tf.Rank.R2>([210, MUSE_LATENT_DIM]); // two pieces
    const whole = composeLoops(generator, z);
    const last = composeLoops(generator, z.slice([205, 0], [5, -1]) as tf.Tensor2D);
    assert.deepEqual(whole.data.slice(205 * SIZE), last.data);
    const drawn = composeLoops(generator, z, new Random(3));
    const expected = tf.mean(tf.sigmoid(generator.predict(z) as tf.Tensor)).dataSync()[0];
    assertClose(drawn.data.reduce((sum, cell) => sum + cell, 0) / drawn.data.length, expected, 2e-3); // prettier-ignore
  });
});

describe('tracks of other loops', () => {
  it('are right by themselves, and wrong together', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map((seed) => inAnyKey(train, 200, new Random(seed)));
    const reference = measureLoops(d);
    const distances = measureDistances(measureLoops(shuffledTracks(a, b, c)), reference);
    const own = measureDistances(measureLoops(a), reference);
    const together = 'bass to chords: tonal distance';
    assert.ok(distances[together] > 4 * own[together]);
    assert.ok(distances['bass: notes that are long'] < 0.1);
  });
});
