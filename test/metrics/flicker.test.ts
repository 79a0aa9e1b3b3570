import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { flicker, flickerRatio } from '../../lib/metrics/flicker';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { mean } from './mean';

const blinking = (values: readonly number[]) =>
  tf.tidy(() =>
    tf.tile<tf.Tensor5D>(tf.tensor5d([...values], [1, values.length, 1, 1, 1]), [2, 1, 3, 4, 1]),
  );

describe('flicker', () => {
  it('is 0 for a film that stands still, and 1 for one that blinks', () => {
    assert.equal(flicker(blinking([0.5, 0.5, 0.5])), 0);
    assert.equal(flicker(blinking([0, 1, 0, 1])), 1);
  });

  it('is the mean step', () => {
    assert.equal(flicker(blinking([0, 0.5, 0.25])), 0.375); // (0.5 + 0.25) / 2
  });

  it('does not take the last frame of one film for the one before the next film', () => {
    assert.equal(flicker(tf.concat([tf.zeros([1, 2, 3, 3, 1]), tf.ones([1, 2, 3, 3, 1])])), 0);
  });

  it('agrees with a slow version', () => {
    const films = new Random(1).uniform<tf.Rank.R5>([3, 4, 2, 3, 2]);
    const frames = films.reshape<tf.Tensor3D>([3, 4, 12]).arraySync();
    const steps = frames.flatMap((film) =>
      film.slice(1).flatMap((frame, t) => frame.map((value, i) => Math.abs(value - film[t][i]))),
    );
    assertClose(flicker(films), mean(steps), 1e-6);
  });

  it('leaves no tensor behind', () => {
    const films = blinking([0, 1]);
    const before = tf.memory().numTensors;
    flicker(films);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on one frame, and on another range', () => {
    assert.throws(() => flicker(blinking([0])), {
      name: 'RangeError',
      message: 'expected films of at least 2 frames, but got 1',
    });
    assert.throws(() => flicker(blinking([-1, 1])), /expected films in 0..1/);
  });
});

describe('flickerRatio', () => {
  it('is the share of the truth’s', () => {
    assert.equal(flickerRatio(blinking([0, 1, 0]), blinking([0, 0.5, 0])), 0.5);
  });
});
