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
