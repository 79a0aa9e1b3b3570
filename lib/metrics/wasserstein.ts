/**
 * How far numbers must be moved to become others, in the mean: the Wasserstein-1 distance of two samples on a line, which
 * is the area between their cumulative distributions. 0 for the same numbers, in whatever order and however often all.
 *
 * @param a at least one, finite
 * @param b at least one, finite
 * @returns in the numbers' unit
 * @throws RangeError when there are none, or one is not finite
 */
export function wassersteinDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [sorted(a), sorted(b)];
  let [i, j, area] = [0, 0, 0];
  let from = Math.min(x[0], y[0]);
  while (i < x.length || j < y.length) {
    const to = Math.min(x[i] ?? Infinity, y[j] ?? Infinity);
    area += (to - from) * Math.abs(i / x.length - j / y.length);
    while (x[i] === to) i++;
    while (y[j] === to) j++;
    from = to;
  }
  return area;
}

function sorted(values: ArrayLike<number>): Float64Array {
  const numbers = Float64Array.from(values);
  const bad = numbers.find((value) => !Number.isFinite(value));
  if (numbers.length === 0 || bad !== undefined) {
    throw new RangeError(`expected at least 1 finite number, but got ${bad ?? 'none'}`);
  }
  return numbers.sort();
}
