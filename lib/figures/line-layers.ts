import { FEWER_TICKS } from './chart';
import { COLOURS, DASHES, FAINT_INK, MUTED_INK } from './palette';

/** One named line. */
export interface Series {
  /** In the legend. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  /** As many as `x`; a number that is not finite leaves a gap. */
  readonly y: ArrayLike<number>;
  /** Fills the area down to 0, as for densities. Default false. */
  readonly filled?: boolean;
  /**
   * Thin and pale, as for raw numbers behind their mean; takes the colour of the series of the same name.
   * Default false.
   */
  readonly faint?: boolean;
}

/** A level line across the chart, with its name beside it. */
export interface Reference {
  readonly value: number;
  readonly label: string;
}

/** What the layers of a line chart depend on. */
export interface LineLayerOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  /** Ends of the x axis; what lies outside is cut off. Default: those of the data. */
  readonly xLimits?: readonly [number, number];
  /** Ends of the y axis; what lies outside is cut off. Default: round numbers about those of the data. */
  readonly yLimits?: readonly [number, number];
  /** Logarithmic y axis; numbers of at most 0 leave a gap. Default false. */
  readonly logScale?: boolean;
  /** Default: none. */
  readonly references?: readonly Reference[];
}

/** Labels of level lines closer than this many CSS pixels would lie over each other. */
const LABEL_HEIGHT = 15;

/** vega-lite's layers of a line chart that is `height` CSS pixels high. */
export function lineLayers(
  series: readonly Series[],
  options: LineLayerOptions & { readonly height: number },
): Record<string, unknown>[] {
  const { logScale = false, references = [] } = options;
  const encoding = lineEncoding(series, options);
  const clip = options.xLimits !== undefined || options.yLimits !== undefined;
  const invalid = 'break-paths-show-path-domains';
  const layer = (chosen: readonly Series[], mark: Record<string, unknown>) => ({
    data: { values: chosen.flatMap((one) => points(one, logScale)) },
    mark: { clip, invalid, ...mark },
    encoding,
  });
  const withoutDash = (one: Record<string, unknown>) => ({
    ...one,
    encoding: { ...encoding, strokeDash: undefined },
  });
  const filled = series.filter((one) => one.filled);
  const faint = series.filter((one) => one.faint);
  const bold = series.filter((one) => !one.faint);
  return [
    ...filled.map((one) => withoutDash(layer([one], { type: 'area', opacity: 0.18 }))),
    ...faint.map((one) =>
      withoutDash(layer([one], { type: 'line', opacity: 0.3, strokeWidth: 1 })),
    ),
    layer(bold, { type: 'line', strokeWidth: 2 }),
    ...referenceLayers(references, encoding.y, heights(series, options)),
  ];
}

function lineEncoding(
  series: readonly Series[],
  { xLabel, yLabel, xLimits, yLimits, logScale = false }: LineLayerOptions,
) {
  const names = [...new Set(series.map(({ name }) => name))];
  if (names.length === 0 || names.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} series, but got ${names.length}`);
  }
  // Long enough to show the dash, and not as pale as a filled area.
  const symbol = { symbolType: 'stroke', symbolSize: 600, symbolOpacity: 1, symbolStrokeWidth: 2 };
  const legend = { legend: names.length > 1 ? symbol : null };
  const limits = (range?: readonly [number, number]) => (range ? { domain: range } : {});
  const x = { type: 'linear', zero: false, nice: false, ...limits(xLimits) };
  const y = logScale
    ? { type: 'log', nice: false, ...limits(yLimits) }
    : { type: 'linear', zero: false, ...limits(yLimits) };
  return {
    x: { field: 'x', type: 'quantitative', title: xLabel, scale: x, axis: FEWER_TICKS },
    y: { field: 'y', type: 'quantitative', title: yLabel, scale: y },
    color: {
      field: 'name',
      scale: { domain: names, range: COLOURS.slice(0, names.length) },
      ...legend,
    },
    strokeDash: {
      field: 'name',
      scale: { domain: names, range: DASHES.slice(0, names.length) },
      ...legend,
    },
  };
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

/** About how high a value lies, in CSS pixels; vega, which knows it to the pixel, tells only after drawing. */
function heights(
  series: readonly Series[],
  { references = [], yLimits, logScale = false, height }: LineLayerOptions & { height: number },
): (value: number) => number {
  const scale = (value: number) => (logScale ? Math.log(value) : value);
  let [min, max] = [Infinity, -Infinity];
  const include = (value: number) => {
    const place = scale(value);
    if (!Number.isFinite(place)) return;
    min = Math.min(min, place);
    max = Math.max(max, place);
  };
  if (yLimits) yLimits.forEach(include);
  else {
    references.forEach(({ value }) => include(value));
    series.forEach(({ y }) => Array.from(y).forEach(include));
  }
  return (value) => ((scale(value) - min) / (max - min)) * height;
}

function referenceLayers(
  references: readonly Reference[],
  y: Record<string, unknown>,
  heightOf: (value: number) => number,
) {
  const sorted = [...references].sort((a, b) => a.value - b.value);
  const isNear = (a?: Reference, b?: Reference) =>
    a !== undefined && b !== undefined && heightOf(b.value) - heightOf(a.value) < LABEL_HEIGHT;
  return sorted.flatMap(({ value, label }, i) => {
    // Of two lines that lie close together, the lower has its name below it and the upper above.
    const [below, above] = [isNear(sorted[i], sorted[i + 1]), isNear(sorted[i - 1], sorted[i])];
    const baseline = below === above ? 'middle' : below ? 'top' : 'bottom';
    const data = { values: [{ y: value, label }] };
    const text = { type: 'text', align: 'left', baseline, dx: 5, color: MUTED_INK, fontSize: 12 };
    return [
      { data, mark: { type: 'rule', color: FAINT_INK, strokeDash: [3, 3] }, encoding: { y } },
      {
        data,
        mark: text,
        encoding: { y, x: { value: 'width' }, text: { field: 'label' } },
      },
    ];
  });
}
