import { type HistogramOptions, histogram } from '../metrics/histogram';
import { type ChartSize, drawChart } from './chart';
import { COLOURS } from './palette';
import { type Picture } from './picture';

/** How to draw a histogram. */
export interface HistogramFigureOptions extends HistogramOptions, ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  readonly xLabel: string;
  /** Default `share`: each set's bars sum to 1. */
  readonly yLabel?: string;
  /** Logarithmic y axis, for counts of very unlike size; empty bins stay empty. Default false. */
  readonly logScale?: boolean;
}

/** Shares of one or two sets of values in bins of equal width, drawn through each other. */
export function drawHistogram(
  sets: readonly { readonly name: string; readonly values: ArrayLike<number> }[],
  { xLabel, yLabel = 'share', logScale = false, ...options }: HistogramFigureOptions,
): Promise<Picture> {
  if (sets.length === 0 || sets.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} sets of values, but got ${sets.length}`);
  }
  const halfWidth = (options.max - options.min) / options.numBins / 2;
  const bars = sets.flatMap(({ name, values }) => {
    const { centres, counts } = histogram(values, options);
    return counts
      .map((count, i) => ({
        name,
        from: centres[i] - halfWidth,
        to: centres[i] + halfWidth,
        share: count / values.length,
      }))
      .filter(({ share }) => share > 0);
  });
  const names = sets.map(({ name }) => name);
  const smallest = Math.min(...bars.map(({ share }) => share));
  const base = logScale ? 10 ** Math.floor(Math.log10(smallest)) : 0;
  const spec = {
    data: { values: bars.map((bar) => ({ ...bar, base })) },
    mark: { type: 'rect', opacity: sets.length > 1 ? 0.55 : 0.85 },
    encoding: {
      x: {
        field: 'from',
        type: 'quantitative',
        title: xLabel,
        scale: { zero: false, nice: false, domain: [options.min, options.max] },
      },
      x2: { field: 'to' },
      y: {
        field: 'share',
        type: 'quantitative',
        title: yLabel,
        scale: { type: logScale ? 'log' : 'linear' },
      },
      y2: { field: 'base' },
      color: {
        field: 'name',
        scale: { domain: names, range: COLOURS.slice(0, names.length) },
        ...(sets.length > 1 ? {} : { legend: null }),
      },
    },
  };
  return drawChart(spec, options);
}
