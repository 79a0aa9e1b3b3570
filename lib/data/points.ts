import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Random } from '../random';

/** A Gaussian of the mixture on the line: its share, mean and standard deviation. */
export interface Component {
  readonly weight: number;
  readonly mean: number;
  readonly std: number;
}

/** The mixture of lesson 1: two bumps of unlike height and width, so that a generator must bend to fit both. */
export const MIXTURE: readonly Component[] = [
  { weight: 0.6, mean: -1.5, std: 0.5 },
  { weight: 0.4, mean: 1.5, std: 0.35 },
];

/** `n` points from {@link MIXTURE}, float32 `[n, 1]`; the caller disposes. */
export function sampleMixture(n: number, random: Random): tf.Tensor2D {
  requireInteger('n', n, { min: 1 });
  return tf.tidy(() => {
    // A point belongs to the component in whose share of [0, 1) a uniform number falls.
    const u = random.uniform<tf.Rank.R2>([n, 1]).dataSync();
    const components = Array.from(u, (value) => componentAt(value));
    const mean = tf.tensor2d(
      components.map((c) => c.mean),
      [n, 1],
    );
    const std = tf.tensor2d(
      components.map((c) => c.std),
      [n, 1],
    );
    return tf.add(mean, tf.mul(std, random.normal<tf.Rank.R2>([n, 1])));
  });
}

function componentAt(u: number): Component {
  let end = 0;
  return MIXTURE.find(({ weight }) => u < (end += weight)) ?? MIXTURE[MIXTURE.length - 1];
}

/** Density of {@link MIXTURE} at x: Σ weight · N(x; mean, std²). Integrates to 1. */
export function mixtureDensity(x: number): number {
  return MIXTURE.reduce(
    (sum, { weight, mean, std }) =>
      sum +
      (weight / (std * Math.sqrt(2 * Math.PI))) * Math.exp(-((x - mean) ** 2) / (2 * std ** 2)),
    0,
  );
}

/** Equally likely round Gaussians in the plane. */
export interface PointMixture {
  /** The middle of each mode, `[x, y]`. */
  readonly centres: readonly (readonly [number, number])[];
  /** Standard deviation of each mode in each direction. */
  readonly std: number;
}

/**
 * Eight modes on a circle of radius 1, σ 0.01.
 * @see Lin et al. 2018, "PacGAN: The power of two samples in generative adversarial networks", section 4.1 ("2D-ring")
 */
export const RING: PointMixture = {
  centres: Array.from({ length: 8 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 8;
    return [Math.cos(angle), Math.sin(angle)] as const;
  }),
  std: 0.01,
};

/**
 * Twenty-five modes on a square grid, at −4, −2, 0, 2 and 4 in both directions, σ 0.05.
 * @see Lin et al. 2018, "PacGAN", section 4.1 ("2D-grid")
 */
export const GRID: PointMixture = {
  centres: [-4, -2, 0, 2, 4].flatMap((x) => [-4, -2, 0, 2, 4].map((y) => [x, y] as const)),
  std: 0.05,
};

/** `n` points from {@link RING}, float32 `[n, 2]`; the caller disposes. */
export const sampleRing = (n: number, random: Random): tf.Tensor2D => samplePoints(RING, n, random);

/** `n` points from {@link GRID}, float32 `[n, 2]`; the caller disposes. */
export const sampleGrid = (n: number, random: Random): tf.Tensor2D => samplePoints(GRID, n, random);

/** `n` points from a mixture, float32 `[n, 2]`; the caller disposes. */
export function samplePoints(
  { centres, std }: PointMixture,
  n: number,
  random: Random,
): tf.Tensor2D {
  requireInteger('n', n, { min: 1 });
  return tf.tidy(() => {
    const table = tf.tensor2d(centres.flat(), [centres.length, 2]);
    const middles = tf.gather(table, random.integers(n, centres.length)); // [n, 2]
    return tf.add(middles, tf.mul(random.normal<tf.Rank.R2>([n, 2]), std));
  });
}
