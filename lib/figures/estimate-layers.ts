import { COLOURS, FAINT_INK } from './palette';
import { SHAPES } from './plane';

/** What was measured of one thing: a dot, and how sure it is. */
export interface EstimateRow {
  /** On the left; rows of the same name and different series share a line. */
  readonly name: string;
  /** In the legend; one for all has no legend. */
  readonly series: string;
  readonly mean: number;
  /**
   * Half the bar's length, such as the standard error of the mean, or the bar's two ends. Default: no bar, as for 0.
   */
  readonly error?: number | readonly [low: number, high: number];
  /** Single observations, as small grey dots. Default: none. */
  readonly values?: readonly number[];
}

/** What the layers of a chart of estimates depend on. */
export interface EstimateLook {
  /** The value axis' encoding. */
  readonly x: Record<string, unknown>;
  /** From top to bottom. */
  readonly names: readonly string[];
  readonly series: readonly string[];
  /** CSS pixels above the plotting area that the legend leaves free. */
  readonly headroom: number;
  /** Ends of the value axis: dots outside are left out and bars end here, but a dot at an end is whole. */
  readonly domain: readonly [number, number];
}

const LEGEND_GAP = 10;

/** The ends of a row's bar. */
export function endsOf({ mean, error = 0 }: EstimateRow): readonly [number, number] {
  return typeof error === 'number' ? [mean - error, mean + error] : error;
}

/** vega-lite's layers: grey dots, bars above them, and the means' dots on top. */
export function estimateLayers(
  rows: readonly EstimateRow[],
  { x, names, series, headroom, domain }: EstimateLook,
): Record<string, unknown>[] {
  const place = { x, ...rowEncoding(names, series) };
  const { color, shape } = seriesEncoding(series, LEGEND_GAP + headroom);
  const data = (items: readonly { readonly x: number }[]) => ({
    values: items.filter((item) => item.x >= domain[0] && item.x <= domain[1]),
  });
  const observations = rows.flatMap((row) =>
    (row.values ?? []).map((value) => ({ name: row.name, series: row.series, x: value })),
  );
  const bars = rows.map((row) => {
    const [low, high] = endsOf(row);
    return { ...row, x: Math.max(low, domain[0]), x2: Math.min(high, domain[1]) };
  });
  return [
    {
      data: data(observations),
      mark: { type: 'circle', color: FAINT_INK, opacity: 0.55, size: 18 },
      encoding: place,
    },
    {
      data: data(bars.filter((bar) => bar.x < bar.x2)),
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { ...place, color, x2: { field: 'x2' } },
    },
    {
      data: data(rows.map((row) => ({ ...row, x: row.mean }))),
      mark: { type: 'point', filled: true, opacity: 1, size: 70 },
      encoding: { ...place, color, shape },
    },
  ];
}

/** A line for each name, and within it a place for each series. */
function rowEncoding(names: readonly string[], series: readonly string[]) {
  // Half of the inner padding at both ends makes all lines equally high.
  const scale = { domain: names, paddingInner: 0.2, paddingOuter: 0.1 };
  // No name is cut off: vega's own limit is 180 pixels.
  const axis = { grid: true, ticks: false, domain: false, labelLimit: 0, labelPadding: 8 };
  return {
    y: { field: 'name', type: 'nominal', title: null, scale, axis },
    yOffset: { field: 'series', type: 'nominal', scale: { domain: series } },
  };
}

function seriesEncoding(series: readonly string[], legendOffset: number) {
  const legend = series.length > 1 ? { offset: legendOffset, symbolSize: 80 } : null;
  const encoding = (range: readonly string[]) => ({
    field: 'series',
    type: 'nominal',
    scale: { domain: series, range: range.slice(0, series.length) },
    legend,
  });
  return { color: encoding(COLOURS), shape: encoding(SHAPES.map(([name]) => name)) };
}
