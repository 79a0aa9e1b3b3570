import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { phaseShuffle } from '../../lib/layers';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { inTraining, itDrawsLikeARandomLayer } from './random-layers';

/** Rows 0 1 2 … of one channel, so that a number says where it comes from. */
const places = (batch: number, length: number) =>
  tf.tile(tf.reshape(tf.range(0, length), [1, length, 1]), [batch, 1, 1]);

/** A row of places shifted, mirrored at both ends: −1 is 1, and 5 of 5 is 3. */
const shifted = (length: number, by: number) =>
  Array.from({ length }, (_, i) => {
    const place = Math.abs(i + by);
    return place < length ? place : 2 * (length - 1) - place;
  });

describe('phaseShuffle', () => {
  itDrawsLikeARandomLayer(
    (options) => phaseShuffle({ shift: 2, ...options }),
    () => spaced([16, 8, 2]),
  );

  it('shifts each row as a whole, by each of −2 to 2 as often, mirrored at the ends', () => {
    const n = 2000;
    const x = places(n, 6);
    const rows = tf.squeeze(inTraining(phaseShuffle({ shift: 2, seed: 1 }), x)).arraySync();
    const shifts = [-2, -1, 0, 1, 2];
    const names = shifts.map((by) => String(shifted(6, by)));
    const found = (rows as number[][]).map((row) => names.indexOf(String(row)));
    assert.ok(found.every((i) => i >= 0));
    shifts.forEach((by, i) => {
      const share = found.filter((each) => each === i).length / n;
      // A share of 1/5; standard error √(0.2 · 0.8 / 2000) = 0.009, four of them.
      assert.ok(Math.abs(share - 0.2) < 0.036, `${by}: ${share}`);
    });
  });

  it('keeps the channels of a place together', () => {
    const x = tf.concat([places(20, 6), tf.add(places(20, 6), 100)], 2);
    const [first, second] = tf.split(inTraining(phaseShuffle({ shift: 3, seed: 1 }), x), 2, 2);
    assert.deepEqual(tf.add(first, 100).dataSync(), second.dataSync());
  });

  it('changes nothing at shift 0', () => {
    const x = spaced([3, 4, 2]);
    assert.deepEqual(inTraining(phaseShuffle({ shift: 0, seed: 1 }), x).dataSync(), x.dataSync());
  });

  it('has the gradients that finite differences give', () => {
    const f = (x: tf.Tensor) => inTraining(phaseShuffle({ shift: 2, seed: 1 }), x); // the same shifts each time
    assertFirstGradients(f, [spaced([3, 5, 2])]);
    assertSecondGradients(f, [spaced([3, 5, 2])]);
  });

  it('is compiled with its gradients, with the same numbers', () => {
    assertCompiles(() => phaseShuffle({ shift: 2, seed: 1 }), [spaced([3, 5, 2])]);
  });

  it('throws on a shift below 0, on a length that is no longer, and on an input that is no row', () => {
    assert.throws(() => phaseShuffle({ shift: -1, seed: 1 }), {
      name: 'RangeError',
      message: 'expected shift to be an integer of at least 0, but got -1',
    });
    assert.throws(() => phaseShuffle({ shift: 4, seed: 1 }).apply(tf.zeros([2, 4, 1])), {
      name: 'RangeError',
      message: 'expected a length above the shift of 4, but got 4',
    });
    assert.throws(() => phaseShuffle({ shift: 1, seed: 1 }).apply(tf.zeros([2, 4])), {
      name: 'RangeError',
      message: 'expected an input [batch, length, channels], but got [2,4]',
    });
  });
});
