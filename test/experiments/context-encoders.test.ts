import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { middleOf } from '../../lib/experiments/context-encoder-run';
import { centredHole } from '../../lib/data/holes';
import { CONTEXT_ENCODERS, HOLE_FILLERS } from '../../lib/experiments/context-encoders';
import { disposeNetworksAfterEach } from '../models/dispose-networks';
import { assertNetworksKept, assertRowsKept, keptMeans } from './kept-rows';

describe('middleOf', () => {
  it('is all of a centred hole and nothing else', () => {
    const hole = centredHole({ size: 32, hole: 16 });
    const middle = middleOf(hole);
    assert.deepEqual(middle.shape, [1, 16, 16, 1]);
    assert.equal(tf.sum(middle).dataSync()[0], tf.sum(hole).dataSync()[0]);
    assert.equal(tf.min(middle).dataSync()[0], 1);
  });
});

describe('the experiment context-encoders', () => {
  disposeNetworksAfterEach();
  const meanOf = keptMeans(CONTEXT_ENCODERS);

  it('has kept a row of each method with three seeds, in order', () => {
    assertRowsKept(CONTEXT_ENCODERS, 3);
  });

  it('has networks that load, each of 241,659 numbers', () => {
    assertNetworksKept(HOLE_FILLERS, 241_659);
  });

  // What lesson 12 says of its method, as means over the seeds: the bars of the course.
  it('fills better by the squared error than ridge regression, by two decibels', () => {
    const gain =
      meanOf('square hole', 'squared error alone', 'psnr') -
      meanOf('square hole', 'ridge regression', 'psnr');
    assert.ok(gain > 2, `${gain}`);
  });

  it('with D is as sharp as nine tenths of the truth, at a third of the distance and for at most 1.5 dB', () => {
    const [alone, beside] = ['squared error alone', 'with D, 0.01'];
    const of = (method: string, measure: string) => meanOf('square hole', method, measure);
    assert.ok(of(beside, 'sharpness') > 0.9);
    assert.ok(of(alone, 'psnr') - of(beside, 'psnr') < 1.5);
    assert.ok(of(beside, 'frechet') < of(alone, 'frechet') / 3);
  });
});
