import { type ChartSize, drawChart } from './chart';
import { COLOURS } from './palette';
import { type Picture } from './picture';

/** How to draw bars. */
export interface BarOptions extends ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

/**
 * One bar a category, in the order given, with its number above it.
 *
 * @throws RangeError when there is none
 */
export async function drawBars(
  bars: readonly { readonly name: string; readonly value: number }[],
  { xLabel, yLabel, ...options }: BarOptions,
): Promise<Picture> {
  if (bars.length === 0) throw new RangeError('expected at least 1 bar, but got 0');
  const encoding = {
    x: { field: 'name', type: 'nominal', title: xLabel, sort: null, axis: { labelAngle: 0 } },
    y: { field: 'value', type: 'quantitative', title: yLabel },
  };
  const layer = [
    { mark: { type: 'bar', color: COLOURS[0] }, encoding },
    {
      mark: { type: 'text', dy: -7, fontSize: 11 },
      encoding: { ...encoding, text: { field: 'value', type: 'quantitative', format: ',' } },
    },
  ];
  return drawChart({ data: { values: bars }, layer }, options);
}
