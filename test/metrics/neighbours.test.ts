import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type Distance, EUCLIDEAN, JACCARD } from '../../lib/metrics/distance';
import { nearestNeighbours, nearestOthers, readSamples } from '../../lib/metrics/neighbours';
import { assertClose } from '../assert-close';
import { bits, euclidean, jaccard, nearest, normal } from './vectors';

/** The greatest difference of a number, as somebody would write it who needs another distance. */
const LARGEST: Distance = {
  nearnessTo: (b) => (a) =>
    tf.neg(tf.max<tf.Tensor2D>(tf.abs(tf.sub(tf.expandDims(a, 1), tf.expandDims(b, 0))), 2)),
  between: (a, b) => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0),
};

const plainDistances = {
  euclidean,
  jaccard,
  largest: (a: readonly number[], b: readonly number[]) =>
    Math.max(...a.map((value, i) => Math.abs(value - b[i]))),
};

const cases = [
  ['euclidean', EUCLIDEAN, normal(1, [60, 5]), normal(2, [50, 5])],
  ['euclidean', EUCLIDEAN, normal(1, [60, 5], 500), normal(2, [50, 5], 500)], // far from 0
  ['jaccard', JACCARD, bits(1, [60, 8]), bits(2, [50, 8])], // with empty ones and many ties
  ['largest', LARGEST, normal(1, [60, 5]), normal(2, [50, 5])],
] as const;

for (const [name, distance, a, b] of cases) {
  const slow = plainDistances[name];

  describe(`nearestNeighbours, ${name}`, () => {
    it('finds distances as a slow version does, and samples that are that near', () => {
      const { indices, distances } = nearestNeighbours(
        readSamples('a', a),
        readSamples('b', b),
        distance,
      );
      const [rows, others] = [a.arraySync(), b.arraySync()];
      const expected = rows.map((row) => nearest(row, others, slow).distance);
      assertClose(distances, expected, 1e-12);
      assertClose(
        Array.from(indices, (other, i) => slow(rows[i], others[other])),
        expected,
        1e-12,
      );
    });
  });

  describe(`nearestOthers, ${name}`, () => {
    it('agrees with a slow version', () => {
      const { distances } = nearestOthers(readSamples('a', a), distance);
      const rows = a.arraySync();
      const expected = rows.map(
        (row, i) => nearest(row, rows.filter((_, j) => j !== i), slow).distance, // prettier-ignore
      );
      assertClose(distances, expected, 1e-12);
    });
  });
}

describe('nearestOthers', () => {
  it('finds neighbours in other chunks than a sample’s own, and a copy at a distance of 0', () => {
    // 2,001 points on a line: the first alone, the others in pairs, the last of which lies in two chunks
    const place = (i: number) => (i === 0 ? -9 : 10 * Math.floor((i - 1) / 2) + ((i - 1) % 2));
    const partner = (i: number) => (i === 0 ? 1 : i % 2 === 1 ? i + 1 : i - 1);
    const order = Array.from({ length: 2001 }, (_, i) => i);
    const line = tf.tensor2d(order.map(place), [2001, 1]);
    const { indices, distances } = nearestOthers(readSamples('line', line), EUCLIDEAN);
    assert.deepEqual(Array.from(indices), order.map(partner));
    assert.deepEqual(
      Array.from(distances),
      order.map((i) => (i === 0 ? 9 : 1)),
    );
    const twice = tf.concat([line, line.slice(700, 1)]);
    const copy = nearestOthers(readSamples('twice', twice), EUCLIDEAN);
    assert.deepEqual([copy.indices[700], copy.distances[700]], [2001, 0]);
    assert.deepEqual([copy.indices[2001], copy.distances[2001]], [700, 0]);
  });

  it('throws on a single sample', () => {
    assert.throws(() => nearestOthers(readSamples('a', tf.ones([1, 3])), EUCLIDEAN), {
      name: 'RangeError',
      message: 'expected at least 2 samples, but got 1',
    });
  });
});

describe('JACCARD', () => {
  it('throws on other numbers than 0 and 1', () => {
    const soft = readSamples('soft', tf.fill([3, 4], 0.5));
    assert.throws(() => nearestOthers(soft, JACCARD), {
      name: 'RangeError',
      message: 'expected samples of 0 and 1 for the Jaccard distance, but got other numbers',
    });
  });
});
