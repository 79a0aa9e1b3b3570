import { type ChartSize, FEWER_TICKS, drawChart } from './chart';
import { type EstimateRow, endsOf, estimateLayers } from './estimate-layers';
import { flagLayers, flagsHeight } from './flags';
import type { Reference } from './line-layers';
import type { Picture } from './picture';

export type { EstimateRow } from './estimate-layers';

/** How to draw estimates. */
export interface EstimateOptions extends Omit<ChartSize, 'height'> {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Of the value axis, below. */
  readonly xLabel: string;
  /** Of the plotting area, to the right of the names, in CSS pixels. Default 440. */
  readonly width?: number;
  /**
   * Ends of the value axis; what lies outside is left out, and bars end there. Default:
   * those of the data and the references.
   */
  readonly xLimits?: readonly [number, number];
  /** Upright lines with their names above, such as the value of real data or a published one. Default: none. */
  readonly references?: readonly Reference[];
}

/** More would be too close in a line. */
const MAX_SERIES = 3;
/** CSS pixels of a line with one series, and of each further one. */
const ROW_HEIGHT = 22;
const SERIES_HEIGHT = 12;
/** Beyond the outermost number on either side, as part of the range. */
const MARGIN = 0.04;

/**
 * A dot with an error bar for each row, names on the left in the order given;
 * series are told apart by colour and shape.
 *
 * @param rows at least 1, of 1 to 3 series
 * @throws RangeError when there are others, a name comes twice in a series, a number is not finite, an error is below 0
 *   or its ends are not about the mean, or xLimits do not rise
 */
export async function drawEstimates(
  rows: readonly EstimateRow[],
  { xLabel, width = 440, references = [], alt, xLimits }: EstimateOptions,
): Promise<Picture> {
  requireRows(rows);
  const wrong = references.find(({ value }) => !Number.isFinite(value));
  if (wrong) {
    throw new RangeError(
      `expected ${wrong.label} to be at a finite number, but got ${wrong.value}`,
    );
  }
  const series = [...new Set(rows.map((row) => row.series))];
  if (series.length > MAX_SERIES) {
    throw new RangeError(`expected 1 to ${MAX_SERIES} series, but got ${series.length}`);
  }
  const names = [...new Set(rows.map(({ name }) => name))];
  const domain = xLimits ?? rangeOf(rows, references);
  if (!(domain[0] < domain[1])) {
    throw new RangeError(`expected xLimits to rise, but got ${domain[0]} and ${domain[1]}`);
  }
  const height = names.length * (ROW_HEIGHT + (series.length - 1) * SERIES_HEIGHT);
  const scale = { domain, nice: false, zero: false };
  const x = { field: 'x', type: 'quantitative', title: xLabel, scale, axis: FEWER_TICKS };
  const flags = { references, domain, width };
  const look = { x, names, series, headroom: flagsHeight(flags), domain };
  const layer = [...flagLayers(flags, x), ...estimateLayers(rows, look)];
  return drawChart({ layer }, { width, height, alt });
}

function requireRows(rows: readonly EstimateRow[]): void {
  if (rows.length === 0) throw new RangeError('expected at least 1 row, but got 0');
  const seen = new Set<string>();
  for (const row of rows) {
    const what = `${row.name} (${row.series})`;
    if (seen.has(what)) throw new RangeError(`expected one row of ${what}, but got two`);
    seen.add(what);
    const wrong = [row.mean, ...(row.values ?? [])].find((value) => !Number.isFinite(value));
    if (wrong !== undefined) {
      throw new RangeError(`expected ${what} to have finite numbers, but got ${wrong}`);
    }
    const [low, high] = endsOf(row);
    if (!(Number.isFinite(high - low) && low <= row.mean && row.mean <= high)) {
      const error = String(row.error);
      throw new RangeError(
        `expected ${what} to have an error of at least 0, or ends about its mean ${row.mean}, but got ${error}`,
      );
    }
  }
}

/** From the lowest to the highest number of all, and a little beyond. */
function rangeOf(
  rows: readonly EstimateRow[],
  references: readonly Reference[],
): readonly [number, number] {
  const numbers = [
    ...rows.flatMap((row) => [...endsOf(row), ...(row.values ?? [])]),
    ...references.map(({ value }) => value),
  ];
  const [min, max] = numbers.reduce(
    ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
    [Infinity, -Infinity],
  );
  const margin = max > min ? (max - min) * MARGIN : 1; // one number alone stands in the middle
  return [min - margin, max + margin];
}
