import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { upsampleNearest } from '../../lib/baselines/upsampling';
import { checkerboard } from '../../lib/metrics/checkerboard';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

describe('checkerboard', () => {
  const SIZE = 32;
  const noise = new Random(1).normal<tf.Rank.R4>([500, SIZE, SIZE, 1]);
  /** ±1 in turn, `[1, SIZE, SIZE, 1]`. */
  const board = tf.tensor4d(
    Array.from({ length: SIZE ** 2 }, (_, i) => (-1) ** (Math.floor(i / SIZE) + (i % SIZE))),
    [1, SIZE, SIZE, 1],
  );

  it('is 1 for white noise, whose waves are all alike', () => {
    // each power is a mean of 500 with a deviation of 1, the ratio one of 15 waves and their neighbours
    assertClose(checkerboard(noise, { period: 4 }), 1, 0.05);
  });

  for (const period of [2, 4]) {
    it(`is 1 + a²hw / s² / (period² − 1) for noise on a board, period ${period}`, () => {
      const a = 0.25;
      const images = tf.add<tf.Tensor4D>(noise, tf.mul(board, a));
      // the board is one wave, of power (a·hw)², where noise has hw·s²; and one of the grid's period² − 1
      const expected = 1 + (a ** 2 * SIZE ** 2) / (period ** 2 - 1);
      assertClose(checkerboard(images, { period }), expected, 0.06 * expected);
    });
  }

  it('sees a board of another sign in each image', () => {
    const signs = tf.sign(new Random(2).normal([500, 1, 1, 1]));
    const images = tf.add<tf.Tensor4D>(noise, tf.mul(tf.mul(board, signs), 0.5));
    assert.ok(checkerboard(images, { period: 2 }) > 50); // 1 + 256 / 3 by the formula
  });

  it('does not change by a factor or by a constant', () => {
    const [some, period] = [noise.slice(0, 20) as tf.Tensor4D, 4];
    const plain = checkerboard(some, { period });
    const other = checkerboard(tf.add(tf.mul(some, 0.1), 0.5), { period });
    assertClose(other, plain, 1e-3 * plain);
  });

  it('is 0 where pixels have been repeated: a block has none of the waves that fit into it', () => {
    const small = new Random(3).uniform<tf.Rank.R4>([50, 8, 8, 3]);
    assertClose(checkerboard(upsampleNearest(small, 4), { period: 4 }), 0, 1e-6);
  });

  it('takes images that are no squares', () => {
    const images = new Random(1).normal<tf.Rank.R4>([300, 16, 32, 2]);
    assertClose(checkerboard(images, { period: 4 }), 1, 0.08);
  });

  it('throws on sizes that do not hold four periods, and on flat images', () => {
    assert.throws(() => checkerboard(tf.zeros([1, 32, 12, 1]), { period: 4 }), {
      name: 'RangeError',
      message: 'expected sizes of at least 16 that 4 divides, but got 32×12',
    });
    assert.throws(() => checkerboard(tf.zeros([1, 32, 32, 1]), { period: 4 }), {
      name: 'RangeError',
      message: 'expected images with waves of all kinds, but got flat ones',
    });
  });
});
