import { requireInteger } from '../check';
import { binMeans, movingMeans } from './bins';
import { CHART_HEIGHT, CHART_WIDTH, type ChartSize, drawChart } from './chart';
import { type Reference, type Series, lineLayers } from './line-layers';
import type { Picture } from './picture';

/** A point of the curves. */
export interface LossRow {
  readonly step: number;
  readonly epoch: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  readonly discriminatorAccuracy: number;
}

/** What loss curves are drawn from: a training's history has it. */
export interface LossHistory {
  readonly rows: readonly LossRow[];
}

/** How to draw loss curves. */
export interface LossCurveOptions extends ChartSize {
  /** What the x axis counts. Default `epoch`. */
  readonly xAxis?: 'epoch' | 'step';
  /** Logarithmic loss axis; losses of at most 0 leave a gap. Default false. */
  readonly logScale?: boolean;
  /** Rows whose mean is one point of a curve, an integer; the rows themselves lie faint behind. Default: a hundredth of them. */
  readonly smoothing?: number;
  /** Level lines. Default: the losses of a balanced game, 2 ln 2 for D and ln 2 for G. */
  readonly references?: readonly Reference[];
  /** D's accuracy in a panel below. Default false. */
  readonly accuracy?: boolean;
  /** What the picture shows, for those who cannot see it. Default: a sentence with the first and last numbers. */
  readonly alt?: string;
}

/** The losses of an even game: D(x) = ½ everywhere. */
export const BALANCE: readonly Reference[] = [
  { value: 2 * Math.LN2, label: '2 ln 2' },
  { value: Math.LN2, label: 'ln 2' },
];

/** More points than this per curve cost time and show nothing more. */
const MAX_POINTS = 400;
const ACCURACY_HEIGHT = 90;
/** The panels share colours but not the legend. */
const OWN_SCALES = { scale: { color: 'independent', strokeDash: 'independent' } };

/**
 * L_D and L_G over the epochs. A long record is drawn from means of neighbouring rows, so that the picture costs the same
 * for any length of training: 50 to 100 ms on two busy cores, so every three seconds costs a training 3 % at most.
 *
 * @throws RangeError when there is no row
 */
export async function drawLossCurves(
  { rows }: LossHistory,
  options: LossCurveOptions = {},
): Promise<Picture> {
  if (rows.length === 0) throw new RangeError('expected at least 1 row of history, but got 0');
  const { xAxis = 'epoch', logScale, references = BALANCE, accuracy = false } = options;
  const { width = CHART_WIDTH, height = CHART_HEIGHT } = options;
  const smoothing = requireInteger('smoothing', options.smoothing ?? defaultSmoothing(rows), {
    min: 1,
  });
  const curve = (name: string, column: keyof LossRow) =>
    curves(rows, name, column, xAxis, smoothing);
  const [d, g] = [curve('D loss', 'discriminatorLoss'), curve('G loss', 'generatorLoss')];
  const xLimits = [0, rows[rows.length - 1][xAxis]] as const;
  const axes = { xLabel: xAxis, xLimits, yLabel: 'loss', logScale, references, height };
  const losses = { width, height, layer: lineLayers([...d, ...g], axes) };
  const alt = options.alt ?? describe(rows);
  if (!accuracy) return drawChart(losses, { width, height, alt });
  const panel = {
    width,
    height: ACCURACY_HEIGHT,
    layer: lineLayers(curve('D loss', 'discriminatorAccuracy'), {
      xLabel: xAxis,
      xLimits,
      yLabel: 'D accuracy',
      yLimits: [0, 1],
      references: [{ value: 0.5, label: '½' }],
      height: ACCURACY_HEIGHT,
    }),
  };
  const size = { width, height: height + ACCURACY_HEIGHT };
  return drawChart({ vconcat: [losses, panel], resolve: OWN_SCALES }, { ...size, alt });
}

function defaultSmoothing(rows: readonly LossRow[]): number {
  return Math.max(1, Math.round(rows.length / 100));
}

/** The smooth curve, and behind it the raw one if that is another. */
function curves(
  rows: readonly LossRow[],
  name: string,
  column: keyof LossRow,
  xAxis: 'epoch' | 'step',
  smoothing: number,
): Series[] {
  const x = binMeans(rows, (row) => row[xAxis], MAX_POINTS);
  const raw = binMeans(rows, (row) => row[column], MAX_POINTS);
  const rowsPerPoint = rows.length / x.length;
  const width = Math.round(smoothing / rowsPerPoint);
  if (width <= 1) return [{ name, x, y: raw }];
  return [
    { name, x, y: raw, faint: true },
    { name, x, y: movingMeans(raw, width) },
  ];
}

function describe(rows: readonly LossRow[]): string {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const fromTo = (column: keyof LossRow) =>
    `${first[column].toFixed(2)} to ${last[column].toFixed(2)}`;
  return (
    `Line chart of both losses up to epoch ${last.epoch.toFixed(1)}: ` +
    `D's from ${fromTo('discriminatorLoss')}, G's from ${fromTo('generatorLoss')}.`
  );
}
