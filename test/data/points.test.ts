import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  GRID,
  MIXTURE,
  type PointMixture,
  RING,
  mixtureDensity,
  sampleGrid,
  sampleMixture,
  sampleRing,
} from '../../lib/data/points';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const n = 20_000;

describe('mixtureDensity', () => {
  it('integrates to 1', () => {
    const step = 0.01;
    let sum = 0;
    for (let x = -8; x < 8; x += step) sum += mixtureDensity(x) * step;
    assertClose(sum, 1, 1e-6);
  });
});

describe('sampleMixture', () => {
  it('has the mean and variance of the mixture', () => {
    const x = tf.tidy(() => sampleMixture(n, new Random(1)).dataSync<'float32'>());
    const mean = MIXTURE.reduce((sum, c) => sum + c.weight * c.mean, 0);
    // Var = Σ w (σ² + μ²) − mean²
    const variance =
      MIXTURE.reduce((sum, c) => sum + c.weight * (c.std ** 2 + c.mean ** 2), 0) - mean ** 2;
    const sampleMean = x.reduce((a, b) => a + b, 0) / n;
    const sampleVariance = x.reduce((a, b) => a + (b - sampleMean) ** 2, 0) / n;
    assertClose(sampleMean, mean, 4 * Math.sqrt(variance / n)); // four standard errors
    assertClose(sampleVariance, variance, 0.06);
  });
});

/** The nearest centre of each point, and the distance to it. */
function nearest(points: tf.Tensor2D, { centres }: PointMixture) {
  return (points.arraySync() as [number, number][]).map(([x, y]) => {
    const distances = centres.map(([cx, cy]) => Math.hypot(x - cx, y - cy));
    const distance = Math.min(...distances);
    return { mode: distances.indexOf(distance), distance };
  });
}

for (const [name, mixture, sample] of [
  ['sampleRing', RING, sampleRing],
  ['sampleGrid', GRID, sampleGrid],
] as const) {
  describe(name, () => {
    const found = () => tf.tidy(() => nearest(sample(n, new Random(1)), mixture));

    it('gives each mode its share', () => {
      const share = 1 / mixture.centres.length;
      const counts = new Array<number>(mixture.centres.length).fill(0);
      found().forEach(({ mode }) => counts[mode]++);
      const tolerance = 4 * Math.sqrt(n * share * (1 - share)); // four standard deviations
      counts.forEach((count) => assertClose(count, n * share, tolerance));
    });

    it('spreads by σ in each direction', () => {
      const meanSquare = found().reduce((sum, { distance }) => sum + distance ** 2, 0) / n;
      // E[distance²] = 2σ²; its standard error is 2σ²/√n
      assertClose(meanSquare, 2 * mixture.std ** 2, (4 * 2 * mixture.std ** 2) / Math.sqrt(n));
    });
  });
}

describe('RING', () => {
  it('has 8 centres at distance 1 from the middle', () => {
    assert.equal(RING.centres.length, 8);
    RING.centres.forEach(([x, y]) => assertClose(Math.hypot(x, y), 1));
  });
});

describe('GRID', () => {
  it('has 25 centres, 2 apart', () => {
    assert.equal(new Set(GRID.centres.map(String)).size, 25);
    assert.deepEqual(GRID.centres[0], [-4, -4]);
    assert.deepEqual(GRID.centres[24], [4, 4]);
  });
});
