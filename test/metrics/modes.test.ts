import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { GRID, RING, sampleGrid, sampleRing } from '../../lib/data/points';
import { type ModeReport, judgeModes } from '../../lib/metrics/modes';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const n = 2500;
/** Share of a round Gaussian within 3σ. */
const PERFECT = 1 - Math.exp(-4.5);

function judge(points: readonly (readonly [number, number])[], mixture = RING): ModeReport {
  const tensor = tf.tensor2d(points.flat(), [points.length, 2]);
  return judgeModes(tensor, mixture);
}

describe('judgeModes', () => {
  for (const [name, mixture, sample] of [
    ['ring', RING, sampleRing],
    ['grid', GRID, sampleGrid],
  ] as const) {
    const numModes = mixture.centres.length;

    it(`finds all modes of a perfect generator of the ${name}, and 98.9 % of high quality`, () => {
      const points = sample(n, new Random(1));
      const report = judgeModes(points, mixture);
      points.dispose();
      assert.equal(report.modes, numModes);
      assert.equal(report.numModes, numModes);
      // four standard deviations of a share
      assertClose(report.highQuality, PERFECT, 4 * Math.sqrt((PERFECT * (1 - PERFECT)) / n));
      // 2n·KL is about χ² with m − 1 degrees of freedom, whose variance is twice them
      const [freedom, scale] = [numModes - 1, 1 / (2 * n)];
      assertClose(report.reverseKl, freedom * scale, 4 * Math.sqrt(2 * freedom) * scale);
      assert.equal(
        report.counts.reduce((a, b) => a + b, 0),
        n,
      );
    });
  }

  it('is exact when each centre is hit alike', () => {
    const points = GRID.centres.flatMap((centre) => Array.from({ length: 10 }, () => centre));
    assert.deepEqual(judge(points, GRID), {
      modes: 25,
      numModes: 25,
      highQuality: 1,
      reverseKl: 0,
      counts: new Array(25).fill(10),
    });
  });

  it('finds one mode of a collapsed generator, and a reverse KL of ln 8', () => {
    const report = judge(Array.from({ length: 80 }, () => RING.centres[3]));
    assert.equal(report.modes, 1);
    assert.equal(report.highQuality, 1);
    assertClose(report.reverseKl, Math.log(8)); // 1 · ln(1 / ⅛)
  });

  it('finds the share of a noisy generator that falls into the discs of 3σ', () => {
    const points = new Random(4).uniform<tf.Rank.R2>([n, 2], -5, 5);
    const report = judgeModes(points, GRID);
    points.dispose();
    const share = (25 * Math.PI * (3 * GRID.std) ** 2) / 10 ** 2; // area of the discs in that of the square
    assertClose(report.highQuality, share, 4 * Math.sqrt((share * (1 - share)) / n));
  });

  it('takes points closer than 3σ for good, and counts all by their nearest mode', () => {
    const away = (sigmas: number) => [1 + sigmas * RING.std, 0] as const; // from the first centre
    const points = [2.99, 3.01, 50].flatMap((sigmas) =>
      Array.from({ length: 30 }, () => away(sigmas)),
    );
    const report = judge(points);
    assertClose(report.highQuality, 1 / 3);
    assert.deepEqual(report.counts, [90, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('does not count a mode near which no point is good', () => {
    const points = RING.centres.flatMap(([x, y], i) =>
      Array.from({ length: 10 }, () => (i === 0 ? ([x + 0.1, y] as const) : ([x, y] as const))),
    );
    const report = judge(points);
    assert.equal(report.modes, 7);
    assert.equal(report.reverseKl, 0); // of all points by nearest mode
  });

  it('throws on too few points', () => {
    assert.throws(() => judgeModes(tf.zeros([249, 2]), GRID), {
      name: 'RangeError',
      message: 'expected points of shape [n, 2], n at least 250, but got [249, 2]',
    });
  });

  it('throws on points of another dimension', () => {
    assert.throws(() => judgeModes(tf.zeros([250, 3]), GRID), /but got \[250, 3\]/);
  });

  it('throws on points that are not finite', () => {
    assert.throws(() => judgeModes(tf.fill([250, 2], NaN), GRID), {
      name: 'RangeError',
      message: 'expected points to be finite, but got NaN',
    });
  });
});
