import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { changedPixels, counterfactualErrors, everChanged } from '../../lib/metrics/counterfactual';
import { assertClose } from '../assert-close';
import { noise, paint } from './images';

const SHAPE: [number, number, number, number] = [2, 2, 2, 3];
/** Grey, and the same with the blue of the left upper pixel of the first picture gone. */
const input = paint(SHAPE, () => 0.5);
const truth = paint(SHAPE, (i, y, x, c) => (i + y + x === 0 && c === 2 ? 0 : 0.5));

describe('changedPixels', () => {
  it('is 1 where any channel differs', () => {
    const mask = changedPixels(input, truth);
    assert.deepEqual(mask.shape, [2, 2, 2, 1]);
    assert.deepEqual(Array.from(mask.dataSync()), [1, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('everChanged', () => {
  it('is 1 where that share of the pictures differ', () => {
    assert.deepEqual(Array.from(everChanged(input, truth).dataSync()), [1, 0, 0, 0]);
    assert.deepEqual(Array.from(everChanged(input, truth, 0.6).dataSync()), [0, 0, 0, 0]);
  });

  it('refuses a share of 0', () => {
    assert.throws(() => everChanged(input, truth, 0), {
      name: 'RangeError',
      message: 'expected a share above 0 and at most 1, but got 0',
    });
  });
});

describe('counterfactualErrors', () => {
  it('is 0 for the truth', () => {
    assert.deepEqual(counterfactualErrors(input, truth, truth), {
      ...{ all: 0, changed: 0, unchanged: 0 },
    });
  });

  it('of doing nothing is the difference where something changes, and 0 elsewhere', () => {
    const { all, changed, unchanged } = counterfactualErrors(input, truth, input);
    // one number of three in one pixel of eight is off by ½
    assertClose([changed, all], [50 / 3, 50 / 3 / 8], 1e-4);
    assert.equal(unchanged, 0);
  });

  it('finds an error where nothing should change', () => {
    const made = tf.add<tf.Tensor4D>(truth, 0.1);
    const { changed, unchanged } = counterfactualErrors(input, truth, made);
    assertClose([changed, unchanged], [10, 10], 1e-4);
  });

  it('keeps nothing alive', () => {
    const before = tf.memory().numTensors;
    counterfactualErrors(input, truth, input);
    assert.equal(tf.memory().numTensors, before);
  });

  it('refuses counterfactuals that differ nowhere', () => {
    const same = noise(1, SHAPE);
    assert.throws(() => counterfactualErrors(same, same, same), /expected mask to hold a 1/);
  });
});
