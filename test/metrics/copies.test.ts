import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { copyShare, nearestRatio } from '../../lib/metrics/copies';
import { JACCARD } from '../../lib/metrics/distance';
import { assertClose } from '../assert-close';
import { bits, normal } from './vectors';

describe('copyShare', () => {
  it('is 1 for a generator that has learnt by heart, and 0 for one that has not', () => {
    const training = normal(1, [50, 6]);
    assert.equal(copyShare(training, training.slice(10, 5)), 1);
    assert.equal(copyShare(training, normal(2, [50, 6])), 0);
  });

  it('counts exact copies alone when nothing is asked for', () => {
    const training = bits(1, [40, 30]);
    const flipped = tf.tidy(() => {
      const [first, rest] = tf.split(training.slice(0, 10), [1, 29], 1);
      return tf.concat([tf.sub(1, first), rest], 1);
    });
    const fake = tf.concat([flipped, training.slice(3, 30)]) as tf.Tensor2D;
    assert.equal(copyShare(training, fake, { distance: JACCARD }), 0.75);
    assert.equal(copyShare(training, fake), 0.75);
  });

  it('counts what is as near as asked for, the bound included', () => {
    const training = tf.tensor2d([0, 100], [2, 1]);
    const fake = tf.tensor2d([0.25, 0.5, 0.75, 100.5], [4, 1]);
    assert.equal(copyShare(training, fake, { within: 0.5 }), 0.75);
  });

  it('throws on a distance below 0, and on samples of unlike shape', () => {
    const training = normal(1, [5, 3]);
    assert.throws(() => copyShare(training, training, { within: -1 }), {
      name: 'RangeError',
      message: 'expected within to be a number of at least 0, but got -1',
    });
    assert.throws(() => copyShare(training, training, { within: NaN }), RangeError);
    assert.throws(() => copyShare(training, normal(1, [5, 2])), RangeError);
  });
});

describe('nearestRatio', () => {
  const [training, heldOut] = [normal(1, [200, 4]), normal(2, [200, 4])];

  it('is the mean distance of fakes over that of held-out samples', () => {
    const column = (...values: number[]) => tf.tensor2d(values, [values.length, 1]);
    const sets = { training: column(0, 10), heldOut: column(1, 12), fake: column(0.25, 10.5) };
    assert.equal(nearestRatio(sets), 0.375 / 1.5); // (¼ + ½) / 2 over (1 + 2) / 2
  });

  it('is 0 for copies, about 1 for fresh samples, and far above for what is unlike the data', () => {
    const ratio = (fake: tf.Tensor) => nearestRatio({ training, heldOut, fake });
    assert.equal(ratio(training), 0);
    assertClose(ratio(normal(3, [200, 4])), 1, 0.2); // means of 200 distances, each spread by about half of the mean
    assert.ok(ratio(normal(3, [200, 4], 20)) > 10);
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    nearestRatio({ training, heldOut, fake: training });
    copyShare(training, heldOut);
    assert.equal(tf.memory().numTensors, before);
  });
});
