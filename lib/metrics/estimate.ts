/** A mean with how sure it is. */
export interface Estimate {
  readonly mean: number;
  /** Standard error of the mean: the sample's standard deviation / √n. NaN for one value. */
  readonly error: number;
  /** Number of values. */
  readonly n: number;
}

/**
 * The mean of repeated measurements, such as one number over several seeds, with its standard error.
 *
 * @param values at least 1, finite
 * @throws RangeError when there is none, or one is not finite
 */
export function estimate(values: readonly number[]): Estimate {
  const bad = values.find((value) => !Number.isFinite(value));
  if (values.length === 0 || bad !== undefined) {
    throw new RangeError(`expected at least 1 finite value, but got ${bad ?? 'none'}`);
  }
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (n - 1) / n), n };
}

/** An estimate as text: `7.6 ± 0.4`. @param digits decimals, default 2 */
export const estimateText = ({ mean, error }: Estimate, digits = 2): string =>
  `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`;

/** Where one more measurement should land. */
export interface ExpectedRange {
  readonly mean: number;
  /** The sample's standard deviation. */
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The range in which one more measurement of the same kind lands with a probability of 95 % if they are normal: mean ±
 * t s √(1 + 1/n), with Student's t of n − 1 degrees of freedom. Never below 0 where no value is.
 * All NaN for fewer than 2 values.
 *
 * @see Hahn, Meeker 1991, "Statistical intervals", section 4.7
 */
export function expectedRange(values: readonly number[]): ExpectedRange {
  const n = values.length;
  if (n < 2) return { mean: NaN, deviation: NaN, low: NaN, high: NaN };
  const { mean, error } = estimate(values);
  const deviation = error * Math.sqrt(n);
  const half = studentT(n - 1) * deviation * Math.sqrt(1 + 1 / n);
  const least = values.some((value) => value < 0) ? -Infinity : 0;
  return { mean, deviation, low: Math.max(mean - half, least), high: mean + half };
}

/** The 97.5 % quantile of Student's t. @see Abramowitz, Stegun 1964, "Handbook of mathematical functions", 26.7.5 */
function studentT(freedom: number): number {
  if (freedom < 3) return [12.706, 4.303][freedom - 1]; // where the series does not hold
  const z = 1.959964;
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ];
  return terms.reduce((sum, term, i) => sum + term / freedom ** i, 0);
}
