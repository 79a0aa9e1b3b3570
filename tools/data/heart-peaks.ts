/** Samples over which steepness is averaged: a tenth of a second. */
const WINDOW = 36;
/** How steep a beat is, as a share of the mean steepness of the record; and at which share of that it ends. */
const [STEEP, END] = [0.7, 0.5];
/** Samples from one beat to the next at least: a quarter of a second. */
const REST = 90;
/** Samples before and after a beat whose median its peak is measured from. */
const AROUND = 180;
/** How high a peak is at least: 0.4 mV. */
const HEIGHT = 80;

/**
 * Where beats are in a record of 360 samples a second: where it is steep. Simple, and enough for a record without much
 * noise; where an electrode lost contact nothing is found.
 */
export function findPeaks(record: Int16Array): number[] {
  const steepness = steepnessOf(record);
  const limit = (STEEP * steepness.reduce((sum, value) => sum + value, 0)) / steepness.length;
  const peaks: number[] = [];
  for (let start = 0; start < steepness.length; start++) {
    if (steepness[start] <= limit) continue;
    let end = start;
    while (end < steepness.length && steepness[end] > END * limit) end++;
    const peak = highest(record, start, end);
    const isNew = peaks.length === 0 || peak - peaks[peaks.length - 1] > REST;
    if (isNew && isBeat(record, peak)) peaks.push(peak);
    start = end;
  }
  return peaks;
}

/** The mean square of the steps around each sample. */
function steepnessOf(record: Int16Array): Float64Array {
  const sums = new Float64Array(record.length); // of the squares of all steps before
  for (let i = 1; i < record.length; i++) sums[i] = sums[i - 1] + (record[i] - record[i - 1]) ** 2;
  return sums.map((_, i) => {
    const [from, to] = [Math.max(0, i - WINDOW / 2), Math.min(sums.length - 1, i + WINDOW / 2)];
    return (sums[to] - sums[from]) / WINDOW;
  });
}

/** Whether a peak stands out: in noise others are as high, and where an electrode loses contact there is none. */
function isBeat(record: Int16Array, peak: number): boolean {
  const around = record.slice(Math.max(0, peak - AROUND), peak + AROUND).sort();
  const isHigh = record[peak] - around[around.length >> 1] >= HEIGHT;
  return isHigh && highest(record, Math.max(0, peak - REST), peak + REST) === peak;
}

function highest(record: Int16Array, start: number, end: number): number {
  let place = start;
  for (let i = start; i < Math.min(end, record.length); i++) {
    if (record[i] > record[place]) place = i;
  }
  return place;
}
