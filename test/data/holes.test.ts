import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { centredHole, strokeHoles } from '../../lib/data/holes';
import { assertClose } from '../assert-close';

describe('centredHole', () => {
  it('is 1 in a square in the middle', () => {
    const rows = tf.squeeze(centredHole({ size: 6, hole: 2 })).arraySync() as number[][];
    const at = (row: number, column: number) =>
      [2, 3].includes(row) && [2, 3].includes(column) ? 1 : 0;
    assert.deepEqual(
      rows,
      rows.map((cells, row) => cells.map((_, column) => at(row, column))),
    );
  });

  it('takes away a quarter of a picture where its sides are half of it', () => {
    const hole = centredHole({ size: 32, hole: 16 });
    assert.deepEqual(hole.shape, [1, 32, 32, 1]);
    assert.equal(tf.mean(hole).dataSync()[0], 1 / 4);
  });

  it('throws on a hole that has no middle, or is larger than the picture', () => {
    assert.throws(() => centredHole({ size: 6, hole: 3 }), {
      name: 'RangeError',
      message: 'expected a hole of the parity of 6, but got 3',
    });
    assert.throws(() => centredHole({ size: 6, hole: 8 }), { name: 'RangeError' });
  });
});

describe('strokeHoles', () => {
  const holes = strokeHoles({ count: 300, size: 32, seed: 1 });

  it('holds 0 and 1, and in each hole some of both', () => {
    assert.deepEqual(holes.shape, [300, 32, 32, 1]);
    assert.ok(holes.dataSync().every((value) => value === 0 || value === 1));
    const shares = tf.mean(holes, [1, 2, 3]).dataSync();
    assert.ok(Math.min(...shares) > 0 && Math.max(...shares) < 0.7);
  });

  it('takes away a tenth to a third of a picture on average', () => {
    const share = tf.mean(holes).dataSync()[0];
    assert.ok(share > 1 / 10 && share < 1 / 3);
  });

  it('draws the same holes for the same seed, the first ones however many are asked for, and others for another', () => {
    const first = (count: number, seed: number) =>
      strokeHoles({ count, size: 16, seed }).dataSync().slice(0, 256);
    assert.deepEqual(first(1, 1), first(4, 1));
    assert.notDeepEqual(first(1, 1), first(1, 2));
  });

  it('scales with the picture', () => {
    const [small, large] = [16, 64].map(
      (size) => tf.mean(strokeHoles({ count: 100, size, seed: 3 })).dataSync()[0],
    );
    assertClose(small, large, 0.04);
  });
});
