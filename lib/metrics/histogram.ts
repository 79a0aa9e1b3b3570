import { requireInteger } from '../check';

/** Where a histogram lies and how finely it is cut. */
export interface HistogramOptions {
  readonly min: number;
  readonly max: number;
  readonly numBins: number;
}

/** Counts of values in bins of equal width. */
export interface Histogram {
  /** Middle of each bin. */
  readonly centres: number[];
  /** Values in each bin; those outside [min, max] are in none. */
  readonly counts: number[];
  /** Count / (number of values · bin width): an estimate of the density, which integrates to at most 1. */
  readonly density: number[];
}

/**
 * Counts values in bins of equal width; each bin has its lower edge, the last one its upper edge too.
 *
 * @param values finite numbers
 * @throws RangeError when min is not below max or numBins is not at least 1
 */
export function histogram(
  values: ArrayLike<number>,
  { min, max, numBins }: HistogramOptions,
): Histogram {
  requireInteger('numBins', numBins, { min: 1 });
  if (!(min < max)) throw new RangeError(`expected min below max, but got ${min} and ${max}`);
  const width = (max - min) / numBins;
  const counts = new Array<number>(numBins).fill(0);
  for (let i = 0; i < values.length; i++) {
    if (values[i] < min || values[i] > max) continue;
    counts[Math.min(numBins - 1, Math.floor((values[i] - min) / width))]++;
  }
  return {
    centres: counts.map((_, bin) => min + (bin + 0.5) * width),
    counts,
    density: counts.map((count) => count / (values.length * width)),
  };
}
