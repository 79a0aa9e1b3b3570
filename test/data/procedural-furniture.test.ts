import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { FURNITURE_CLASSES } from '../../lib/data/furniture';
import { type MadeFurniture, makeFurniture } from '../../lib/data/procedural-furniture';

const CELLS = 16 ** 3;
const shapesOf = ({ shapes: { data } }: MadeFurniture) =>
  Array.from({ length: data.length / CELLS }, (_, i) => data.subarray(i * CELLS, (i + 1) * CELLS));

describe('makeFurniture', () => {
  const { train, test } = makeFurniture({ train: 600, test: 90, seed: 1 });

  it('makes as many as asked for, 16×16×16, all classes as often', () => {
    assert.deepEqual(train.shapes.shape, [600, 16, 16, 16]);
    assert.deepEqual(test.shapes.shape, [90, 16, 16, 16]);
    FURNITURE_CLASSES.forEach((_, label) => {
      assert.equal(train.labels.filter((one) => one === label).length, 100);
      assert.equal(test.labels.filter((one) => one === label).length, 15);
    });
  });

  it('makes no piece twice', () => {
    const distinct = new Set([train, test].flatMap(shapesOf).map((cells) => cells.join('')));
    assert.equal(distinct.size, 690);
  });

  it('makes the same of the same seed, and other pieces of another', () => {
    assert.deepEqual(makeFurniture({ train: 600, test: 90, seed: 1 }), { train, test });
    assert.notDeepEqual(makeFurniture({ train: 600, test: 90, seed: 2 }).train, train);
  });

  it('makes pieces in one part that stand on the floor', () => {
    for (const cells of shapesOf(train)) {
      const start = cells.indexOf(1);
      assert.ok(start < 256, 'something is on the floor');
      assert.equal(
        reachedFrom(cells, start),
        cells.reduce((a, b) => a + b, 0),
      );
    }
  });

  it('leaves no tensor', () => {
    const before = tf.memory().numTensors;
    makeFurniture({ train: 5, test: 5, seed: 3 });
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws when more are asked for than there may be', () => {
    assert.throws(
      () => makeFurniture({ train: 9_000, test: 2_000, seed: 1 }),
      /expected test to be an integer from 0 to 1000, but got 2000/,
    );
  });
});

/** Cells that hang together with one, by faces. */
function reachedFrom(cells: Uint8Array, start: number): number {
  const seen = new Set([start]);
  const queue = [start];
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    for (const stride of [1, 16, 256]) {
      const place = Math.floor(cell / stride) % 16;
      for (const step of [-1, 1]) {
        const next = cell + step * stride;
        if (place + step < 0 || place + step > 15 || !cells[next] || seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return seen.size;
}
