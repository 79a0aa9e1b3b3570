import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { batchesByEpoch } from '../../lib/data/batches';
import { type JitterOptions, jitteredBatches } from '../../lib/data/jittered-batches';

/** Six pictures of 3×4 pixels, all of their numbers different, and what is beside them: the same plus 100. */
const pictures = tf.range(0, 6 * 3 * 4).reshape([6, 3, 4, 1]) as tf.Tensor4D;
const plain = () =>
  batchesByEpoch<[tf.Tensor4D, tf.Tensor4D]>([pictures, tf.add(pictures, 100)], {
    batchSize: 2,
    seed: 5,
  });
const jittered = (options: Partial<JitterOptions> = {}) =>
  jitteredBatches(plain(), { seed: 3, edge: -1, ...options });
const rowsOf = (picture: tf.Tensor) => picture.squeeze().arraySync() as number[][];
/** The pictures of ten batches, one after another. */
function drawn(batches: ReturnType<typeof jittered>, place = 0): number[][][] {
  return Array.from({ length: 10 }, () => tf.unstack(batches.next()[place]).map(rowsOf)).flat();
}

describe('jitteredBatches', () => {
  it('changes nothing when nothing is asked for', () => {
    assert.deepEqual(drawn(jittered()), drawn(plain()));
    const { batchSize, stepsPerEpoch, exampleShape } = jittered();
    assert.deepEqual(
      { batchSize, stepsPerEpoch, exampleShape },
      {
        batchSize: 2,
        stepsPerEpoch: 3,
        exampleShape: [3, 4, 1],
      },
    );
  });

  it('mirrors some pictures and leaves the others as they are', () => {
    const [found, before] = [drawn(jittered({ mirror: true })), drawn(plain())];
    const mirrored = found.map((rows, i) => {
      if (JSON.stringify(rows) === JSON.stringify(before[i])) return false;
      assert.deepEqual(
        rows,
        before[i].map((row) => [...row].reverse()),
      );
      return true;
    });
    assert.ok(mirrored.includes(true) && mirrored.includes(false));
  });

  it('moves pictures by up to the shift each way, with the edge behind them', () => {
    const [found, before] = [drawn(jittered({ shift: 1 })), drawn(plain())];
    const moves = found.map((rows, i) => {
      const fits = [-1, 0, 1].flatMap((down) =>
        [-1, 0, 1]
          .filter((across) =>
            rows.every((row, y) =>
              row.every((value, x) => value === (before[i][y - down]?.[x - across] ?? -1)),
            ),
          )
          .map((across) => `${down},${across}`),
      );
      assert.equal(fits.length, 1, JSON.stringify(rows));
      return fits[0];
    });
    assert.ok(new Set(moves).size >= 6); // of 9, by 20 draws
  });

  it('moves what belongs together alike', () => {
    const options = { mirror: true, shift: 1 };
    const [first, second] = [0, 1].map((place) => drawn(jittered(options), place));
    const plus100 = first.map((rows) => rows.map((row) => row.map((v) => (v < 0 ? v : v + 100))));
    assert.deepEqual(second, plus100);
  });

  it('goes on from its state with the same batches', () => {
    const [batches, other] = [
      jittered({ mirror: true, shift: 1 }),
      jittered({ mirror: true, shift: 1, seed: 9 }),
    ];
    for (let i = 0; i < 5; i++) tf.dispose(batches.next() as tf.Tensor[]);
    other.restore(JSON.parse(JSON.stringify(batches.state)));
    assert.deepEqual(drawn(other), drawn(batches));
  });

  it('keeps no tensor but the batch', () => {
    const batches = jittered({ mirror: true, shift: 1 });
    const before = tf.memory().numTensors;
    tf.dispose(batches.next() as tf.Tensor[]);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on a shift below 0', () => {
    assert.throws(() => jittered({ shift: -1 }), {
      name: 'RangeError',
      message: 'expected shift to be an integer of at least 0, but got -1',
    });
  });
});
