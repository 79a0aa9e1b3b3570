import { type ChartSize, drawChart } from './chart';
import { type LabelPlace, placeLabels } from './label-places';
import { COLOURS, INK } from './palette';
import type { Picture } from './picture';
import { SHAPES } from './plane';
import { type Lettering, textWidth } from './sheet';

/** What was measured of one method, in two ways. */
export interface TradeoffPoint {
  /** Beside the point. Default: none. */
  readonly name?: string;
  readonly x: number;
  readonly y: number;
  /** Half of the error bars' lengths, such as standard errors. Default: no bars. */
  readonly xError?: number;
  readonly yError?: number;
}

/** Methods that belong together, such as one network with several weights of a loss. */
export interface TradeoffSeries {
  /** In the legend. */
  readonly name: string;
  /** In the order in which they are joined. */
  readonly points: readonly TradeoffPoint[];
  /** Whether a line joins the points. Default: of more than one. */
  readonly joined?: boolean;
}

/** How to draw a trade-off. */
export interface TradeoffOptions extends ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Such as `distortion: PSNR, dB`. */
  readonly xLabel: string;
  /** Such as `distribution: Fréchet distance`. */
  readonly yLabel: string;
  /** Default 460. */
  readonly width?: number;
  /** Default 320. */
  readonly height?: number;
  /** Ends of the axes. Default: those of the data, and a little room. */
  readonly xLimits?: readonly [number, number];
  readonly yLimits?: readonly [number, number];
  /** Of the axes. Default `linear`; `log` for numbers above 0 that differ much. */
  readonly xScale?: 'linear' | 'log';
  readonly yScale?: 'linear' | 'log';
}

const LABEL: Lettering = { size: 11, colour: INK };
/** Beyond the outermost points on either side, as part of the range. */
const MARGIN = 0.08;

/** One axis with what a place on it is worth. */
interface Scale {
  readonly domain: readonly [number, number];
  readonly type: 'linear' | 'log';
  /** From 0, the lower end, to 1. */
  partOf(value: number): number;
}

/**
 * Methods in the plane of two measures, the reader's picture of what one costs in the other: points with names and
 * error bars, those of a series joined, told apart by colour and shape.
 *
 * @param series 1 to 6
 * @throws RangeError when there are others or no point, a number is not finite, an error is below 0, limits do not
 *   rise, or a number is not above 0 on a logarithmic axis
 * @see Blau and Michaeli 2018, "The perception–distortion tradeoff"
 */
export async function drawTradeoff(
  series: readonly TradeoffSeries[],
  options: TradeoffOptions,
): Promise<Picture> {
  const { width = 460, height = 320, xLabel, yLabel, alt } = options;
  const points = series.flatMap((one) =>
    one.points.map((point) => ({ ...point, series: one.name })),
  );
  requirePoints(series, points);
  const [xs, ys] = [spans(points, 'x'), spans(points, 'y')];
  const x = scaleOf('x', xs, options.xScale, options.xLimits);
  const y = scaleOf('y', ys, options.yScale, options.yLimits);
  const pixelsOf = ([low, high]: readonly [number, number], scale: Scale, length: number) =>
    ((scale.partOf(high) - scale.partOf(low)) / 2) * length;
  const places = placeLabels(
    points.map((point, i) => ({
      x: x.partOf(point.x) * width,
      y: (1 - y.partOf(point.y)) * height,
      width: point.name ? textWidth(point.name, LABEL) : 0,
      reach: [pixelsOf(xs[i], x, width), pixelsOf(ys[i], y, height)],
    })),
    { width, height, lineHeight: LABEL.size + 2 },
  );
  const rows = points.map((point, i) => ({
    ...point,
    ends: [xs[i], ys[i]].flat(),
    label: places[i],
  }));
  const encoding = { x: axisOf('x', xLabel, x), y: axisOf('y', yLabel, y), ...looksOf(series) };
  const layer = [
    ...lineLayers(series, encoding),
    ...errorLayers(rows, encoding),
    {
      data: { values: points },
      mark: { type: 'point', filled: true, opacity: 1, size: 80 },
      encoding,
    },
    ...labelLayers(rows, encoding),
  ];
  return drawChart({ layer }, { width, height, alt });
}

type Point = TradeoffPoint & { readonly series: string };
type Row = Point & {
  /** Of its bars: left, right, lower and upper. */
  readonly ends: readonly number[];
  readonly label: LabelPlace;
};

function requirePoints(series: readonly TradeoffSeries[], points: readonly Point[]): void {
  if (series.length === 0 || series.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} series, but got ${series.length}`);
  }
  if (points.length === 0) throw new RangeError('expected at least 1 point, but got 0');
  for (const { name, series: of, x, y, xError = 0, yError = 0 } of points) {
    const what = name ?? of;
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      throw new RangeError(`expected ${what} to be at finite numbers, but got ${x} and ${y}`);
    }
    for (const error of [xError, yError]) {
      if (Number.isFinite(error) && error >= 0) continue;
      throw new RangeError(`expected ${what} to have errors of at least 0, but got ${error}`);
    }
  }
}

/** From the lower to the upper end of each point's bar. */
function spans(points: readonly Point[], axis: 'x' | 'y'): [number, number][] {
  return points.map((point) => {
    const error = point[`${axis}Error`] ?? 0;
    return [point[axis] - error, point[axis] + error];
  });
}

function scaleOf(
  axis: 'x' | 'y',
  ends: readonly (readonly [number, number])[],
  type: 'linear' | 'log' = 'linear',
  limits?: readonly [number, number],
): Scale {
  const all = limits ?? ends.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (limits && !(limits[0] < limits[1])) {
    throw new RangeError(`expected ${axis}Limits to rise, but got ${limits[0]} and ${limits[1]}`);
  }
  if (type === 'log' && low <= 0) {
    throw new RangeError(
      `expected numbers above 0 on the logarithmic ${axis} axis, but got ${low}`,
    );
  }
  const [to, from] = type === 'log' ? [Math.log, Math.exp] : [(v: number) => v, (v: number) => v];
  const room = limits ? 0 : (to(high) - to(low) || 1) * MARGIN;
  const domain = [from(to(low) - room), from(to(high) + room)] as const;
  const [start, end] = domain.map(to);
  return { domain, type, partOf: (value) => (to(value) - start) / (end - start) };
}

function axisOf(field: 'x' | 'y', title: string, { domain, type }: Scale): Record<string, unknown> {
  const scale = { domain, type, nice: false, ...(type === 'linear' ? { zero: false } : {}) };
  return { field, type: 'quantitative', title, scale, axis: { tickCount: 6 } };
}

/** Colour and shape of a series, with a legend when there is more than one. */
function looksOf(series: readonly TradeoffSeries[]): Record<string, unknown> {
  const domain = series.map(({ name }) => name);
  const legend = domain.length > 1 ? { symbolSize: 80, symbolOpacity: 1 } : null;
  const look = (range: readonly string[]) => ({
    ...{ field: 'series', type: 'nominal', legend },
    scale: { domain, range: range.slice(0, domain.length) },
  });
  return { color: look(COLOURS), shape: look(SHAPES.map(([name]) => name)) };
}

function lineLayers(series: readonly TradeoffSeries[], { x, y, color }: Record<string, unknown>) {
  return series
    .filter(({ points, joined = points.length > 1 }) => joined)
    .map(({ name, points }) => ({
      data: { values: points.map((point, order) => ({ ...point, series: name, order })) },
      mark: { type: 'line', strokeWidth: 1.5, opacity: 0.6 },
      encoding: { x, y, color, order: { field: 'order', type: 'quantitative' } },
    }));
}

function errorLayers(rows: readonly Row[], { x, y, color }: Record<string, unknown>) {
  const bars = (values: readonly object[], ends: Record<string, unknown>) => ({
    data: { values },
    mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.7 },
    encoding: { x, y, color, ...ends },
  });
  const [level, upright] = [
    rows.filter(({ xError = 0 }) => xError > 0),
    rows.filter(({ yError = 0 }) => yError > 0),
  ];
  return [
    bars(
      level.map((row) => ({ ...row, x: row.ends[0], end: row.ends[1] })),
      { x2: { field: 'end' } },
    ),
    bars(
      upright.map((row) => ({ ...row, y: row.ends[2], end: row.ends[3] })),
      { y2: { field: 'end' } },
    ),
  ];
}

function labelLayers(rows: readonly Row[], { x, y }: Record<string, unknown>) {
  return rows
    .filter(({ name }) => name)
    .map((row) => ({
      data: { values: [{ x: row.x, y: row.y, name: row.name }] },
      mark: {
        ...{ type: 'text', baseline: 'middle', fontSize: LABEL.size, color: LABEL.colour },
        ...row.label,
      },
      encoding: { x, y, text: { field: 'name' } },
    }));
}
