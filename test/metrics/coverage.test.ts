import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { JACCARD } from '../../lib/metrics/distance';
import { coverage, minimumMatchingDistance } from '../../lib/metrics/coverage';
import { assertClose } from '../assert-close';
import { bits, euclidean, jaccard, nearest, normal } from './vectors';

const column = (...values: number[]) => tf.tensor2d(values, [values.length, 1]);

describe('coverage', () => {
  it('is the share of real samples that are nearest to a fake', () => {
    assert.equal(coverage(column(0, 1, 2, 3), column(0.1, 0.2, 2.9)), 0.5); // 0 and 3
  });

  it('agrees with a slow version', () => {
    const [real, fake] = [normal(1, [60, 4]), normal(2, [50, 4])];
    const found = fake.arraySync().map((x) => nearest(x, real.arraySync(), euclidean).index);
    assert.equal(coverage(real, fake), new Set(found).size / 60);
  });

  it('is 1 for copies of all, and 1 of n for a collapsed generator', () => {
    const real = normal(1, [60, 4]);
    assert.equal(coverage(real, real), 1);
    assert.equal(coverage(real, tf.tile(real.slice(7, 1), [60, 1])), 1 / 60);
  });

  it('is half for a generator that has lost one of two modes of 50 samples', () => {
    const [near, far] = [normal(1, [50, 4]), normal(2, [50, 4], 1000)];
    assert.equal(coverage(tf.concat([near, far]), near), 0.5);
  });

  it('is about 0.6 for another set of the real distribution', () => {
    // where each fake picks any of n at random, 1 − (1 − 1/n)ⁿ ≈ 1 − 1/e of them are picked
    assertClose(coverage(normal(1, [1000, 3]), normal(2, [1000, 3])), 0.63, 0.08);
  });

  it('throws on samples of unlike shape, and on none', () => {
    assert.throws(() => coverage(normal(1, [5, 3]), normal(1, [5, 2])), RangeError);
    assert.throws(() => coverage(normal(1, [5, 3]), tf.zeros([0, 3])), /n at least 1/);
  });
});

describe('minimumMatchingDistance', () => {
  it('is the mean distance of real samples to the nearest fake', () => {
    // 0, 1, 2, 3 to 0.5 or 4: ½ + ½ + 1½ + 1
    assert.equal(minimumMatchingDistance(column(0, 1, 2, 3), column(0.5, 4)), 3.5 / 4);
  });

  it('agrees with a slow version by the Jaccard distance', () => {
    const [real, fake] = [bits(1, [60, 20]), bits(2, [50, 20])];
    const others = fake.arraySync();
    const each = real.arraySync().map((x) => nearest(x, others, jaccard).distance);
    const expected = each.reduce((a, b) => a + b) / 60;
    assertClose(minimumMatchingDistance(real, fake, JACCARD), expected, 1e-12);
  });

  it('is 0 for copies of all, whatever else is among the fakes', () => {
    const real = normal(1, [60, 4]);
    const fake = tf.concat([real, normal(2, [60, 4], 20)]) as tf.Tensor2D;
    assert.equal(minimumMatchingDistance(real, fake), 0);
  });

  it('is the mean distance to c for a generator that has collapsed to c', () => {
    assert.equal(minimumMatchingDistance(column(0, 1, 5), column(1, 1, 1)), 5 / 3);
  });

  it('leaves no tensor behind', () => {
    const [real, fake] = [normal(1, [60, 4]), normal(2, [50, 4])];
    const before = tf.memory().numTensors;
    minimumMatchingDistance(real, fake);
    coverage(real, fake);
    assert.equal(tf.memory().numTensors, before);
  });
});
