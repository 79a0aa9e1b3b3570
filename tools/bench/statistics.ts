/** The middle and the ends of some measurements. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @param values at least one number */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('expected at least 1 value, but got 0');
  const sorted = [...values].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const lower = Math.ceil(sorted.length / 2) - 1; // the same, or its left neighbour in an even number
  return {
    median: (sorted[lower] + sorted[upper]) / 2,
    min: sorted[0],
    max: sorted[sorted.length - 1],
  };
}

/**
 * One side's time over the fastest of others, round by round: sides of one round met the same noise of the machine, so
 * that their ratio is steadier than either time.
 */
export function ratiosByRound(
  times: readonly number[],
  others: readonly (readonly number[])[],
): number[] {
  const odd = others.find(({ length }) => length !== times.length);
  if (odd)
    throw new RangeError(`expected ${times.length} rounds of each side, but got ${odd.length}`);
  return times.map((time, round) => time / Math.min(...others.map((other) => other[round])));
}
