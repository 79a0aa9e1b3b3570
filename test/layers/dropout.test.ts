import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { dropout } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { spaced } from '../finite-differences';
import { inTraining, itDrawsLikeARandomLayer } from './random-layers';

describe('dropout', () => {
  itDrawsLikeARandomLayer((options) => dropout({ rate: 0.4, ...options }));

  it('sets a share of `rate` to 0 and divides the others by 1 − rate', () => {
    const n = 10_000;
    const y = inTraining(dropout({ rate: 0.2, seed: 1 }), tf.fill([n], 2)).dataSync();
    // 2 / 0.8 = 2.5
    assert.deepEqual(new Set(y), new Set([0, 2.5]));
    const dropped = y.filter((value) => value === 0).length / n;
    // Standard error of a share of 0.2: √(0.2 · 0.8 / 10⁴) = 0.004; four of them.
    assertClose(dropped, 0.2, 0.016);
  });

  it('drops other numbers of each example', () => {
    const y = inTraining(dropout({ rate: 0.5, seed: 1 }), tf.ones([8, 16])).arraySync();
    assert.equal(new Set((y as number[][]).map(String)).size, 8);
  });

  it('lets the gradient through where it keeps a number, as much larger', () => {
    const layer = dropout({ rate: 0.5, seed: 1 });
    const x = tf.ones([20]);
    const gradient = tf.grad((input: tf.Tensor) => inTraining(layer, input))(x);
    const again = inTraining(dropout({ rate: 0.5, seed: 1 }), x); // the same draw: 0 or 1 / (1 − ½)
    assert.deepEqual(gradient.dataSync(), again.dataSync());
  });

  it('keeps everything at rate 0', () => {
    const x = spaced([3, 4]);
    assert.deepEqual(inTraining(dropout({ rate: 0, seed: 1 }), x).dataSync(), x.dataSync());
  });

  it('draws other numbers than a Random of its seed', () => {
    const n = 1000;
    const y = inTraining(dropout({ rate: 0.5, seed: 1 }), tf.ones([n])).dataSync();
    const uniform = new Random(1).uniform<tf.Rank.R1>([n]).dataSync();
    const agreeing = y.filter((value, i) => value > 0 === uniform[i] >= 0.5).length / n;
    // By chance half agree; standard error √(¼ / 1000) = 0.016, four of them.
    assertClose(agreeing, 0.5, 0.064);
  });

  it('throws on a rate outside [0, 1)', () => {
    for (const rate of [1, -0.1, NaN]) {
      assert.throws(() => dropout({ rate, seed: 1 }), {
        name: 'RangeError',
        message: `expected rate from 0 to below 1, but got ${rate}`,
      });
    }
  });
});
