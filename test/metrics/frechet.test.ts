import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { frechetDistance, frechetOfMoments, momentsOf } from '../../lib/metrics/frechet';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/**
 * Points whose mean and covariance are exactly these: μ ± aᵢeᵢ, with 2aᵢ²/(n − 1) = σᵢ² for n = 2d points, turned by an angle in
 * the first two axes.
 */
function crossOf(mean: readonly number[], stds: readonly number[], angle = 0): tf.Tensor2D {
  const n = 2 * stds.length;
  const points = stds.flatMap((std, axis) =>
    [1, -1].map((sign) => {
      const point = stds.map((_, i) => (i === axis ? sign * std * Math.sqrt((n - 1) / 2) : 0));
      const [x, y] = point;
      point[0] = Math.cos(angle) * x - Math.sin(angle) * y;
      point[1] = Math.sin(angle) * x + Math.cos(angle) * y;
      return point.map((value, i) => value + mean[i]);
    }),
  );
  return tf.tensor2d(points);
}

/** Correlated vectors, as many numbers wide as `rank` or more. */
const correlated = (seed: number, n: number, width: number, rank = width) =>
  tf.tidy(() => {
    const random = new Random(seed);
    const mixing = random.normal<tf.Rank.R2>([rank, width]);
    return tf.matMul<tf.Tensor2D>(random.normal([n, rank]), mixing);
  });

/** Mean and covariance as their formulas are written, of a list of points in the plane. */
function planeMoments(points: number[][]) {
  const mean = [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / points.length);
  const cov = (i: number, j: number) =>
    points.reduce((sum, p) => sum + (p[i] - mean[i]) * (p[j] - mean[j]), 0) / (points.length - 1);
  return { mean, xx: cov(0, 0), xy: cov(0, 1), yy: cov(1, 1) };
}

/** In the plane there is a closed form: tr (AB)^½ = √(tr AB + 2 √det AB), since the eigenvalues' roots square to that. */
function planeDistance(a: number[][], b: number[][]): number {
  const [A, B] = [planeMoments(a), planeMoments(b)];
  const trace = A.xx * B.xx + 2 * A.xy * B.xy + A.yy * B.yy;
  const determinant = (A.xx * A.yy - A.xy ** 2) * (B.xx * B.yy - B.xy ** 2);
  const meanTerm = (A.mean[0] - B.mean[0]) ** 2 + (A.mean[1] - B.mean[1]) ** 2;
  const root = Math.sqrt(trace + 2 * Math.sqrt(determinant));
  return meanTerm + A.xx + A.yy + B.xx + B.yy - 2 * root;
}

describe('frechetDistance', () => {
  it('is ‖μa − μb‖² + Σ (σa − σb)² for diagonal covariances', () => {
    const a = crossOf([1, 2, 3], [1, 2, 0.5]);
    const b = crossOf([1, 0, 4], [3, 2, 1.5]);
    // (0 + 4 + 1) + (4 + 0 + 1)
    assertClose(frechetDistance(a, b), 10, 1e-5); // float32 points
  });

  it('is (μa − μb)² + (σa − σb)² for features of one number', () => {
    // ±1 about 0 and ±3 about 5: sample variances 2 · 1² and 2 · 3²
    const [a, b] = [tf.tensor2d([[-1], [1]]), tf.tensor2d([[2], [8]])];
    assertClose(frechetDistance(a, b), 25 + (3 * Math.SQRT2 - Math.SQRT2) ** 2, 1e-9);
  });

  it('is the same for covariances that commute, turned together', () => {
    const angle = 0.7;
    const a = crossOf([0, 0, 0], [1, 2, 0.5], angle);
    const b = crossOf([0, 0, 0], [3, 2, 1.5], angle);
    assertClose(frechetDistance(a, b), 5, 1e-5); // 4 + 0 + 1
  });

  it('agrees with the closed form in the plane for covariances that do not commute', () => {
    for (const seed of [1, 2, 3]) {
      const [a, b] = [correlated(seed, 40, 2), correlated(seed + 10, 50, 2)];
      assertClose(frechetDistance(a, b), planeDistance(a.arraySync(), b.arraySync()), 1e-9);
    }
  });

  it('is 0 for a set with itself', () => {
    const a = correlated(1, 200, 64);
    // Σ² has eigenvalues of up to λ²; rounding of 1e-16 λ² in one that is near 0 shows as 1e-8 λ in its root. λ is near 250.
    assertClose(frechetDistance(a, a), 0, 1e-5);
  });

  it('is the same both ways', () => {
    const [a, b] = [correlated(1, 300, 64), correlated(2, 200, 64)];
    assertClose(frechetDistance(a, b), frechetDistance(b, a), 1e-6);
  });

  it('is ‖μ − c‖² + tr Σ from a generator that has collapsed to c', () => {
    const real = crossOf([1, 2], [3, 4]);
    const collapsed = tf.tidy(() => tf.tile(tf.tensor2d([[2, 4]]), [10, 1]));
    assertClose(frechetDistance(real, collapsed), 1 + 4 + 9 + 16, 1e-5);
    assertClose(frechetDistance(collapsed, real), 1 + 4 + 9 + 16, 1e-5);
  });

  it('is ‖c − d‖² between two collapsed generators', () => {
    assert.equal(frechetDistance(tf.ones([10, 2]), tf.fill([10, 2], 4)), 18); // 3² + 3²
  });

  it('is finite and 0 for sets that lie in a subspace', () => {
    const flat = correlated(1, 200, 64, 5);
    assertClose(frechetDistance(flat, flat), 0, 1e-4); // as above, λ near 100, and 59 roots of rounding
  });

  it('grows with noise', () => {
    const real = correlated(1, 500, 8);
    const noisy = (std: number) =>
      tf.tidy(() => tf.add<tf.Tensor2D>(real, new Random(9).normal([500, 8]).mul(std)));
    const [little, much] = [frechetDistance(real, noisy(0.5)), frechetDistance(real, noisy(2))];
    assert.ok(0 < little && little < much, `${little} and ${much}`);
  });

  it('throws on fewer vectors than twice their width', () => {
    assert.throws(() => frechetDistance(tf.ones([10, 5]), tf.ones([9, 5])), {
      name: 'RangeError',
      message: 'expected featuresB of shape [n, width], n at least 10, but got [9, 5]',
    });
  });

  it('throws on whole numbers', () => {
    const whole = tf.ones<tf.Rank.R2>([8, 2], 'int32');
    assert.throws(() => frechetDistance(whole, whole), {
      name: 'TypeError',
      message: "expected float32 featuresA, but got int32 up to 1: take tf.cast(…, 'float32')",
    });
  });

  it('throws on sets of unlike width', () => {
    assert.throws(() => frechetDistance(tf.ones([10, 5]), tf.ones([10, 4])), {
      name: 'RangeError',
      message: 'expected features of the same width, but got 5 and 4 numbers',
    });
  });

  it('throws on a number that is not finite', () => {
    assert.throws(() => frechetDistance(tf.fill([10, 5], Infinity), tf.ones([10, 5])), {
      message: 'expected featuresA to be finite, but got Infinity',
    });
  });
});

describe('frechetOfMoments', () => {
  it('gives what frechetDistance gives of the sets', () => {
    const [a, b] = [correlated(1, 40, 6), correlated(2, 40, 6)];
    assert.equal(frechetOfMoments(momentsOf(a), momentsOf(b)), frechetDistance(a, b));
  });
});
