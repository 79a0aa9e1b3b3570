/**
 * Means of runs of neighbours, so that a long record is drawn from few points.
 *
 * @param valueOf what to average; a run that holds a number that is not finite has a mean that is not
 * @param maxBins the means are at most as many; fewer items give their own values
 */
export function binMeans<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => number,
  maxBins: number,
): number[] {
  const numBins = Math.min(maxBins, items.length);
  return Array.from({ length: numBins }, (_, bin) => {
    const [from, to] = [bin, bin + 1].map((i) => Math.floor((i * items.length) / numBins));
    let sum = 0;
    for (let i = from; i < to; i++) sum += valueOf(items[i]);
    return sum / (to - from);
  });
}

/** Mean of each value and its finite neighbours, `width` together; at the ends of those that there are. */
export function movingMeans(values: ArrayLike<number>, width: number): number[] {
  const before = Math.floor((width - 1) / 2);
  return Array.from(values, (value, i) => {
    if (!Number.isFinite(value)) return value;
    let [sum, count] = [0, 0];
    for (let k = Math.max(0, i - before); k < Math.min(values.length, i - before + width); k++) {
      if (!Number.isFinite(values[k])) continue;
      sum += values[k];
      count++;
    }
    return sum / count;
  });
}
