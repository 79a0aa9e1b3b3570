import { type HistogramOptions, histogram } from '../metrics/histogram';
import { type ChartSize, FEWER_TICKS, drawChart } from './chart';
import { COLOURS } from './palette';
import { type Picture } from './picture';

/** How to draw a histogram. */
export interface HistogramFigureOptions extends HistogramOptions, ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  readonly xLabel: string;
  /**
   * What the height of a bar is: the `share` of the set's values, their `count`, or a `density`, with which the area of
   * a set's bars is 1. Default `share`.
   */
  readonly measure?: 'share' | 'count' | 'density';
  /** Default: the measure. */
  readonly yLabel?: string;
  /** Logarithmic y axis, for counts of very unlike size; empty bins stay empty. Default false. */
  readonly logScale?: boolean;
}

/** A set of numbers and its name in the legend. */
export interface ValueSet {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/**
 * Sets of values counted in bins of equal width, drawn through each other. One alone has no legend.
 *
 * @param sets 1 to 6; values outside `min` to `max` are in no bar, but count for the whole
 * @throws RangeError when there are others, one is empty, or min is not below max
 */
export async function drawHistogram(
  sets: readonly ValueSet[],
  options: HistogramFigureOptions,
): Promise<Picture> {
  if (sets.length === 0 || sets.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} sets of values, but got ${sets.length}`);
  }
  const { xLabel, measure = 'share', yLabel = measure, logScale = false } = options;
  const bars = sets.flatMap((set) => barsOf(set, options, measure));
  const lowest = bars.reduce((least, { height }) => Math.min(least, height), Infinity);
  // A logarithmic axis has no 0: bars begin at the power of ten below the lowest.
  const base = logScale && bars.length > 0 ? 10 ** (Math.ceil(Math.log10(lowest)) - 1) : 0;
  const names = sets.map(({ name }) => name);
  const color = { domain: names, range: COLOURS.slice(0, names.length) };
  const x = { zero: false, nice: false, domain: [options.min, options.max] };
  const spec = {
    data: { values: bars.map((bar) => ({ ...bar, base })) },
    mark: { type: 'rect', opacity: sets.length > 1 ? 0.55 : 0.85 },
    encoding: {
      x: { field: 'from', type: 'quantitative', title: xLabel, scale: x, axis: FEWER_TICKS },
      x2: { field: 'to' },
      y: {
        field: 'height',
        type: 'quantitative',
        title: yLabel,
        scale: { type: logScale && bars.length > 0 ? 'log' : 'linear' },
      },
      y2: { field: 'base' },
      color: {
        field: 'name',
        type: 'nominal',
        scale: color,
        ...(sets.length > 1 ? {} : { legend: null }),
      },
    },
  };
  return drawChart(spec, options);
}

/** The bins that are not empty. */
function barsOf(
  { name, values }: ValueSet,
  options: HistogramOptions,
  measure: 'share' | 'count' | 'density',
) {
  if (values.length === 0) throw new RangeError(`expected ${name} to have values, but got none`);
  const { centres, counts, density } = histogram(values, options);
  const halfWidth = (options.max - options.min) / options.numBins / 2;
  const height = {
    share: (bin: number) => counts[bin] / values.length,
    count: (bin: number) => counts[bin],
    density: (bin: number) => density[bin],
  }[measure];
  return centres
    .map((centre, bin) => ({
      name,
      from: centre - halfWidth,
      to: centre + halfWidth,
      height: height(bin),
    }))
    .filter((bar) => bar.height > 0);
}
