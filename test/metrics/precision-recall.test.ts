import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { precisionRecall } from '../../lib/metrics/precision-recall';
import { Random } from '../../lib/random';

const normal = (seed: number, n: number, width: number, offset = 0, scale = 1) =>
  tf.tidy(() =>
    tf.add<tf.Tensor2D>(new Random(seed).normal<tf.Rank.R2>([n, width]).mul(scale), offset),
  );

const squared = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0);

/** As the paper defines it, pair by pair. */
function slowPrecisionRecall(real: number[][], fake: number[][], k: number) {
  const radii = (set: number[][]) =>
    set.map((a, i) => {
      const others = set.filter((_, j) => j !== i).map((b) => squared(a, b));
      return others.sort((x, y) => x - y)[k - 1];
    });
  const inside = (points: number[][], set: number[][]) => {
    const radius = radii(set);
    const isInside = (p: number[]) => set.some((b, j) => squared(p, b) <= radius[j]);
    return points.filter(isInside).length / points.length;
  };
  return { precision: inside(fake, real), recall: inside(real, fake) };
}

describe('precisionRecall', () => {
  for (const [name, k, offset, scale] of [
    ['one distribution', 3, 0, 1],
    ['a shifted one', 3, 1, 1],
    ['a narrower one', 1, 0, 0.5],
    ['a wider one', 5, 0, 2],
  ] as const) {
    it(`agrees with a slow version on fakes of ${name}`, () => {
      const [real, fake] = [normal(1, 300, 5), normal(2, 200, 5, offset, scale)];
      const result = precisionRecall(real, fake, { k });
      assert.deepEqual(result, slowPrecisionRecall(real.arraySync(), fake.arraySync(), k));
    });
  }

  it('agrees with a slow version far from 0, where squares lose what differences keep', () => {
    const [real, fake] = [normal(1, 300, 5, 500), normal(2, 200, 5, 500.5)];
    const result = precisionRecall(real, fake);
    assert.deepEqual(result, slowPrecisionRecall(real.arraySync(), fake.arraySync(), 3));
  });

  it('agrees with a slow version on more vectors than it compares at once', () => {
    const [real, fake] = [normal(1, 1100, 3), normal(2, 1050, 3, 0.5)];
    const result = precisionRecall(real, fake);
    assert.deepEqual(result, slowPrecisionRecall(real.arraySync(), fake.arraySync(), 3));
  });

  it('takes 3 neighbours by default', () => {
    const [real, fake] = [normal(1, 100, 4), normal(2, 100, 4, 1)];
    assert.deepEqual(precisionRecall(real, fake), precisionRecall(real, fake, { k: 3 }));
  });

  it('is 1 and 1 for a perfect copy', () => {
    const real = normal(1, 200, 8);
    assert.deepEqual(precisionRecall(real, real), { precision: 1, recall: 1 });
  });

  it('is 1 and 1 of n for a generator that has collapsed to one of n reals', () => {
    const real = normal(1, 200, 8);
    const fake = tf.tidy(() => tf.tile(real.slice(5, 1), [50, 1]));
    // The balls around copies have radius 0: they hold the real that was copied, and no other.
    assert.deepEqual(precisionRecall(real, fake), { precision: 1, recall: 1 / 200 });
  });

  it('is 1 and ½ for a generator that has lost one of two modes', () => {
    const [near, far] = [normal(1, 100, 4), normal(2, 100, 4, 1000)];
    const real = tf.tidy(() => tf.concat([near, far]));
    assert.deepEqual(precisionRecall(real, near), { precision: 1, recall: 0.5 });
  });

  it('is ½ and 1 for a generator that invents a mode', () => {
    const [near, far] = [normal(1, 100, 4), normal(2, 100, 4, 1000)];
    const fake = tf.tidy(() => tf.concat([near, far]));
    assert.deepEqual(precisionRecall(near, fake), { precision: 0.5, recall: 1 });
  });

  it('is 0 and 0 for noise elsewhere', () => {
    const [real, fake] = [normal(1, 50, 4), normal(2, 50, 4, 1000)];
    assert.deepEqual(precisionRecall(real, fake), { precision: 0, recall: 0 });
  });

  it('leaves no tensor behind', () => {
    const [real, fake] = [normal(1, 50, 4), normal(2, 50, 4)];
    const before = tf.memory().numTensors;
    precisionRecall(real, fake);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on a k that is no integer above 0', () => {
    assert.throws(() => precisionRecall(normal(1, 9, 2), normal(2, 9, 2), { k: 0 }), {
      name: 'RangeError',
      message: 'expected k to be an integer of at least 1, but got 0',
    });
  });

  it('throws on a set without k neighbours', () => {
    assert.throws(() => precisionRecall(normal(1, 9, 2), normal(2, 3, 2)), {
      name: 'RangeError',
      message: 'expected fakeFeatures of shape [n, width], n at least 4, but got [3, 2]',
    });
  });

  it('throws on sets of unlike width, or not finite', () => {
    const real = normal(1, 9, 2);
    assert.throws(() => precisionRecall(real, normal(2, 9, 3)), /but got 2 and 3 numbers/);
    assert.throws(() => precisionRecall(real, tf.fill([9, 2], NaN)), /but got NaN/);
  });
});
