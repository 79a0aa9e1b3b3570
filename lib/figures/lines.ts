import { type ChartSize, drawChart } from './chart';
import { COLOURS, DASHES, FAINT_INK } from './palette';
import { type Picture } from './picture';

/** One named line. */
export interface Series {
  /** In the legend. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  /** As many as `x`; a number that is not finite leaves a gap. */
  readonly y: ArrayLike<number>;
  /** Fills the area down to 0, as for densities. Default false. */
  readonly filled?: boolean;
}

/** A level line across the chart, with its name beside it. */
export interface Reference {
  readonly value: number;
  readonly label: string;
}

/** How to draw lines. */
export interface LineOptions extends ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xLimits?: readonly [number, number];
  readonly yLimits?: readonly [number, number];
  /** Logarithmic y axis; numbers of at most 0 leave a gap. Default false. */
  readonly logScale?: boolean;
  readonly references?: readonly Reference[];
}

/** Named lines over one x axis, told apart by colour and dash. */
export function drawLines(series: readonly Series[], options: LineOptions): Promise<Picture> {
  if (series.length === 0 || series.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} series, but got ${series.length}`);
  }
  return drawChart({ layer: lineLayers(series, options) }, options);
}

/** The layers of {@link drawLines}, for charts that have more. */
export function lineLayers(
  series: readonly Series[],
  { xLabel, yLabel, xLimits, yLimits, logScale = false, references = [] }: Omit<LineOptions, 'alt'>,
): Record<string, unknown>[] {
  const names = series.map(({ name }) => name);
  const scale = logScale
    ? { type: 'log', nice: false, ...limits(yLimits) }
    : { zero: false, ...limits(yLimits) };
  const encoding = {
    x: {
      field: 'x',
      type: 'quantitative',
      title: xLabel,
      scale: { zero: false, nice: false, ...limits(xLimits) },
    },
    y: { field: 'y', type: 'quantitative', title: yLabel, scale },
    color: { field: 'name', scale: { domain: names, range: COLOURS.slice(0, names.length) } },
    strokeDash: { field: 'name', scale: { domain: names, range: DASHES.slice(0, names.length) } },
  };
  const clip = xLimits !== undefined || yLimits !== undefined;
  return [
    ...series
      .filter(({ filled }) => filled)
      .map((one) => ({
        data: { values: points(one, logScale) },
        mark: { type: 'area', opacity: 0.18, clip },
        encoding: { ...encoding, strokeDash: undefined },
      })),
    {
      data: { values: series.flatMap((one) => points(one, logScale)) },
      mark: { type: 'line', strokeWidth: 2, clip, invalid: 'break-paths-show-path-domains' },
      encoding,
    },
    ...references.flatMap((reference) => referenceLayers(reference, encoding.y)),
  ];
}

function points({ name, x, y }: Series, logScale: boolean) {
  if (x.length !== y.length) {
    throw new RangeError(
      `expected ${name} to have as many y as x (${x.length}), but got ${y.length}`,
    );
  }
  return Array.from(x, (xi, i) => {
    const isShown = Number.isFinite(y[i]) && !(logScale && y[i] <= 0);
    return { name, x: xi, y: isShown ? y[i] : null };
  });
}

function referenceLayers({ value, label }: Reference, y: Record<string, unknown>) {
  const data = { values: [{ y: value, label }] };
  return [
    { data, mark: { type: 'rule', color: FAINT_INK, strokeDash: [3, 3] }, encoding: { y } },
    {
      data,
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'middle',
        dx: 5,
        color: '#57606a',
        fontSize: 12,
      },
      encoding: { y, x: { value: 'width' }, text: { field: 'label' } },
    },
  ];
}

const limits = (range?: readonly [number, number]) => (range ? { domain: range } : {});
