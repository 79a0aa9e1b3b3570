import type { tf } from '../backend';
import type { PointMixture } from '../data/points';
import { klDivergence } from './divergence';

/** What points say of the mixture that they should come from. */
export interface ModeReport {
  /** Modes to which at least one high-quality point falls. */
  readonly modes: number;
  /** Modes that there are: what a good generator finds. */
  readonly numModes: number;
  /** Share of the points, 0..1, that lie closer than 3σ to their nearest mode. */
  readonly highQuality: number;
  /**
   * KL(share of all points by nearest mode ‖ uniform) in nats: from 0 (each mode alike) to ln numModes (one mode only).
   */
  readonly reverseKl: number;
  /** Points, of high quality or not, by nearest mode, in the order of the mixture's centres. */
  readonly counts: readonly number[];
}

/** A point is of high quality when it is closer to its nearest mode than this many σ. */
const QUALITY_RADIUS = 3;
/** Points for each mode below which a mode may be missed by chance, and the shares are mostly noise. */
const POINTS_PER_MODE = 10;

/**
 * Counts the modes that a generator of points finds, by PacGAN's protocol, which is meant for 2,500 points.
 *
 * The distance from a mode of a point drawn from a round Gaussian exceeds r with probability exp(−r²/2σ²), so a perfect
 * generator has 1 − exp(−4.5) = 98.9 % points of high quality. PacGAN takes the reverse KL to what a sample of real
 * points induces; here it is to the exact shares, which are equal, so that no second sample adds its noise. With all
 * modes alike, n points from m modes still have about (m − 1)/(2n).
 *
 * @param points `[n, 2]`, n at least 10 for each mode; stays the caller's
 * @param mixture such as `RING` or `GRID`
 * @throws RangeError when points are too few, of another shape or not finite
 * @see Lin et al. 2018, "PacGAN: The power of two samples in generative adversarial networks", section 4.1
 */
export function judgeModes(points: tf.Tensor2D, mixture: PointMixture): ModeReport {
  const { centres, std } = mixture;
  const values = readPoints(points, POINTS_PER_MODE * centres.length);
  const counts = centres.map(() => 0);
  const goodCounts = centres.map(() => 0);
  for (let i = 0; i < values.length; i += 2) {
    const { mode, distance } = nearestMode(values[i], values[i + 1], mixture);
    counts[mode]++;
    if (distance < QUALITY_RADIUS * std) goodCounts[mode]++;
  }
  return {
    modes: goodCounts.filter((count) => count > 0).length,
    numModes: centres.length,
    highQuality: goodCounts.reduce((a, b) => a + b, 0) / points.shape[0],
    reverseKl: klDivergence(
      counts,
      counts.map(() => 1),
    ),
    counts,
  };
}

function nearestMode(x: number, y: number, { centres }: PointMixture) {
  let [mode, distance] = [0, Infinity];
  centres.forEach(([cx, cy], i) => {
    const toThis = Math.hypot(x - cx, y - cy);
    if (toThis < distance) [mode, distance] = [i, toThis];
  });
  return { mode, distance };
}

function readPoints(points: tf.Tensor2D, min: number): Float32Array {
  if (points.rank !== 2 || points.shape[1] !== 2 || points.shape[0] < min) {
    throw new RangeError(
      `expected points of shape [n, 2], n at least ${min}, but got [${points.shape.join(', ')}]`,
    );
  }
  const values = points.dataSync<'float32'>();
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`expected points to be finite, but got ${bad}`);
  return values;
}
