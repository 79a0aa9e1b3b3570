import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { randomShift } from '../../lib/layers';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { inTraining, itDrawsLikeARandomLayer } from './random-layers';

/** Pictures whose two channels say in which row and column a pixel is. */
const places = (batch: number, height: number, width: number) => {
  const rows = tf.tile(tf.reshape(tf.range(0, height), [1, height, 1, 1]), [batch, 1, width, 1]);
  const columns = tf.tile(tf.reshape(tf.range(0, width), [1, 1, width, 1]), [batch, height, 1, 1]);
  return tf.concat<tf.Tensor4D>([rows as tf.Tensor4D, columns as tf.Tensor4D], 3);
};

/** 0 to size − 1, shifted, with the edge repeated. */
const shifted = (size: number, by: number) =>
  Array.from({ length: size }, (_, i) => Math.min(size - 1, Math.max(0, i + by)));

describe('randomShift', () => {
  itDrawsLikeARandomLayer(
    (options) => randomShift({ shift: 2, ...options }),
    () => spaced([16, 8, 8, 2]),
  );

  it('shifts each picture as a whole by −1 to 1 along both axes, each as often, edges repeated', () => {
    const n = 1800;
    const [height, width] = [4, 5];
    const made = inTraining(randomShift({ shift: 1, seed: 1 }), places(n, height, width));
    const pictures = made.arraySync() as number[][][][];
    const shifts = [-1, 0, 1];
    const pairs = shifts.flatMap((down) => shifts.map((across) => [down, across]));
    const names = pairs.map(([down, across]) =>
      String(shifted(height, down).map((r) => shifted(width, across).map((c) => [r, c]))),
    );
    const found = pictures.map((picture) => names.indexOf(String(picture)));
    assert.ok(found.every((i) => i >= 0));
    pairs.forEach((pair, i) => {
      const share = found.filter((each) => each === i).length / n;
      // A share of 1/9; standard error √(1/9 · 8/9 / 1800) = 0.0074, four of them.
      assert.ok(Math.abs(share - 1 / 9) < 0.03, `${pair}: ${share}`);
    });
  });

  it('changes nothing at shift 0', () => {
    const x = spaced([3, 4, 4, 2]);
    assert.deepEqual(inTraining(randomShift({ shift: 0, seed: 1 }), x).dataSync(), x.dataSync());
  });

  it('has the gradients that finite differences give', () => {
    const f = (x: tf.Tensor) => inTraining(randomShift({ shift: 1, seed: 1 }), x); // the same shifts each time
    assertFirstGradients(f, [spaced([2, 3, 4, 2])]);
    assertSecondGradients(f, [spaced([2, 3, 4, 2])]);
  });

  it('is compiled with its gradients, with the same numbers', () => {
    assertCompiles(() => randomShift({ shift: 2, seed: 1 }), [spaced([3, 5, 5, 2])]);
  });

  it('throws on a shift below 0, and on an input that is no picture', () => {
    assert.throws(() => randomShift({ shift: -1, seed: 1 }), {
      name: 'RangeError',
      message: 'expected shift to be an integer of at least 0, but got -1',
    });
    assert.throws(() => randomShift({ shift: 1, seed: 1 }).apply(tf.zeros([2, 4, 4])), {
      name: 'RangeError',
      message: 'expected pictures [batch, height, width, channels], but got [2,4,4]',
    });
  });
});
