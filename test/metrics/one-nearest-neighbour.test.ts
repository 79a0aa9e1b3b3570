import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type Distance, EUCLIDEAN, JACCARD } from '../../lib/metrics/distance';
import { oneNearestNeighbourAccuracy } from '../../lib/metrics/one-nearest-neighbour';
import { assertClose } from '../assert-close';
import { type PlainDistance, bits, euclidean, jaccard, nearest, normal } from './vectors';

/** Sample by sample, against all others; a tie counts a half. */
function slowAccuracy(real: tf.Tensor2D, fake: tf.Tensor2D, distance: PlainDistance) {
  const sets = [real, fake].map((set) => set.arraySync());
  const [a, b] = sets.map((own, k) => {
    const correct: number[] = own.map((sample, i) => {
      const others = own.filter((_, j) => j !== i);
      const toOwn = nearest(sample, others, distance).distance;
      const toOther = nearest(sample, sets[1 - k], distance).distance;
      return toOwn < toOther ? 1 : toOwn === toOther ? 0.5 : 0;
    });
    return correct.reduce((x, y) => x + y) / own.length;
  });
  return { real: a, fake: b, mean: (a + b) / 2 };
}

describe('oneNearestNeighbourAccuracy', () => {
  const pairs: [string, tf.Tensor2D, tf.Tensor2D, Distance, PlainDistance][] = [
    ['one distribution', normal(1, [80, 4]), normal(2, [80, 4]), EUCLIDEAN, euclidean],
    ['a narrower one', normal(1, [80, 4]), normal(2, [80, 4], 0, 0.3), EUCLIDEAN, euclidean],
    ['voxels, where ties abound', bits(1, [60, 6]), bits(2, [60, 6], 0.4), JACCARD, jaccard],
  ];
  for (const [name, real, fake, distance, slow] of pairs) {
    it(`agrees with a slow version: ${name}`, () => {
      assert.deepEqual(
        oneNearestNeighbourAccuracy(real, fake, distance),
        slowAccuracy(real, fake, slow),
      );
    });
  }

  it('counts neighbours on a line', () => {
    const real = tf.tensor2d([0, 1, 10], [3, 1]);
    const fake = tf.tensor2d([2.5, 11, 11.5], [3, 1]);
    // real: 0 → 1 own, 1 → 0 own (1 against 1.5), 10 → 11 other; fake: 2.5 → 1 other, 11 → 11.5 own, 11.5 → 11 own
    const result = oneNearestNeighbourAccuracy(real, fake);
    assertClose([result.real, result.fake, result.mean], [2 / 3, 2 / 3, 2 / 3]);
  });

  it('is about ½ in both halves for another set of the real distribution', () => {
    const { real, fake } = oneNearestNeighbourAccuracy(normal(1, [1000, 3]), normal(2, [1000, 3]));
    // shares of 1,000 not quite independent samples: ½ ± 4 · √(¼ / 1000), and as much again
    assertClose([real, fake], [0.5, 0.5], 0.126);
  });

  it('is 1 and 1 for sets that lie apart', () => {
    const result = oneNearestNeighbourAccuracy(normal(1, [50, 3]), normal(2, [50, 3], 100));
    assert.deepEqual(result, { real: 1, fake: 1, mean: 1 });
  });

  it('is 0 and 0 for copies', () => {
    const real = normal(1, [50, 3]);
    assert.deepEqual(oneNearestNeighbourAccuracy(real, real), { real: 0, fake: 0, mean: 0 });
  });

  it('is near 1 and 1 for fakes that repeat one sample in the midst of the real ones', () => {
    const real = normal(1, [100, 3]);
    const fake = tf.tile(tf.zeros([1, 3]), [100, 1]);
    const result = oneNearestNeighbourAccuracy(real, fake);
    assert.equal(result.fake, 1);
    assert.ok(result.real > 0.85); // only real samples whose nearest other one is farther than the middle
  });

  it('has a mean of ½, and halves of 0 and 1, for independent voxels at the right rates', () => {
    // 40 shapes that share none of 1,600 voxels, 39 of them of 4 voxels, and noise at their rate of 1 in 40: noise
    // meets nearly every shape in a voxel, and other noise, which is of its own size, in four
    const shapeOf = (voxel: number) => Math.min(39, Math.floor(voxel / 4));
    const owners = tf.tensor1d(Array.from({ length: 1600 }, (_, v) => shapeOf(v)));
    const real = tf.transpose(tf.oneHot(owners.toInt(), 40)).toFloat() as tf.Tensor2D;
    const result = oneNearestNeighbourAccuracy(real, bits(3, [40, 1600], 1 / 40), JACCARD);
    assert.ok(result.real < 0.1 && result.fake > 0.9, JSON.stringify(result));
    assertClose(result.mean, 0.5, 0.05);
  });

  it('takes samples of any shape', () => {
    const [real, fake] = [normal(1, [30, 8]), normal(2, [30, 8])];
    assert.deepEqual(
      oneNearestNeighbourAccuracy(real.reshape([30, 2, 2, 2]), fake.reshape([30, 2, 2, 2])),
      oneNearestNeighbourAccuracy(real, fake),
    );
  });

  it('takes whole numbers and truth values as it takes float32', () => {
    const [real, fake] = [bits(1, [30, 20]), bits(2, [30, 20])];
    for (const distance of [EUCLIDEAN, JACCARD]) {
      const expected = oneNearestNeighbourAccuracy(real, fake, distance);
      for (const dtype of ['int32', 'bool'] as const) {
        const [a, b] = [real, fake].map((set) => tf.cast(set, dtype));
        assert.deepEqual(oneNearestNeighbourAccuracy(a, b, distance), expected);
      }
    }
  });

  it('leaves no tensor behind', () => {
    const [real, fake] = [normal(1, [30, 3]), normal(2, [30, 3])];
    const before = tf.memory().numTensors;
    oneNearestNeighbourAccuracy(real, fake);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on sets of unlike numbers or widths, on one sample, and on numbers that are not finite', () => {
    const real = normal(1, [5, 3]);
    assert.throws(() => oneNearestNeighbourAccuracy(real, normal(2, [4, 3])), {
      name: 'RangeError',
      message: 'expected as many fake as real samples, 5, but got 4',
    });
    assert.throws(
      () => oneNearestNeighbourAccuracy(real, normal(2, [5, 2])),
      /but got 3 and 2 numbers/,
    );
    assert.throws(() => oneNearestNeighbourAccuracy(normal(1, [1, 3]), real), /n at least 2/);
    assert.throws(() => oneNearestNeighbourAccuracy(real, tf.fill([5, 3], NaN)), /but got NaN/);
  });
});
