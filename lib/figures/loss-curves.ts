import { requireInteger } from '../check';
import { binMeans, movingMeans } from './bins';
import { CHART_HEIGHT, CHART_WIDTH, type ChartSize, drawChart } from './chart';
import { type Reference, type Series, lineLayers } from './line-layers';
import type { Picture } from './picture';

/** A point of the curves: the training's numbers by column. */
export interface LossRow {
  readonly step: number;
  readonly epoch: number;
  readonly [column: string]: number;
}

/** What loss curves are drawn from: a training's history has it. */
export interface LossHistory {
  readonly rows: readonly LossRow[];
}

/** How to draw loss curves. */
export interface LossCurveOptions extends ChartSize {
  /**
   * What the legend calls a curve, and its column. Default:
   * `{ 'D loss': 'discriminatorLoss', 'G loss': 'generatorLoss' }`.
   */
  readonly curves?: Curves;
  /** What the x axis counts. Default `epoch`. */
  readonly xAxis?: 'epoch' | 'step';
  /** Logarithmic loss axis; losses of at most 0 leave a gap. Default false. */
  readonly logScale?: boolean;
  /**
   * Rows whose mean is one point of a curve, an integer; the rows themselves lie faint behind. Default:
   * a hundredth of them.
   */
  readonly smoothing?: number;
  /** Level lines. Default: the losses of a balanced game, 2 ln 2 for D and ln 2 for G; none beside other curves. */
  readonly references?: readonly Reference[];
  /** D's accuracy in a panel below. Default false. */
  readonly accuracy?: boolean;
  /** What the picture shows, for those who cannot see it. Default: a sentence with the first and last numbers. */
  readonly alt?: string;
}

/** Columns of a history by the name that a reader sees. */
export type Curves = Readonly<Record<string, string>>;

/** A GAN's. */
export const GAN_CURVES = { 'D loss': 'discriminatorLoss', 'G loss': 'generatorLoss' };

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
 * Losses over the epochs: L_D and L_G, or the columns asked for. A long record is drawn from means of neighbouring
 * rows, so that the picture costs the same for any length of training: 50 to 100 ms on two busy cores, so every three
 * seconds costs a training 3 % at most.
 *
 * @throws RangeError when there is no row, or no such column
 */
export async function drawLossCurves(
  { rows }: LossHistory,
  options: LossCurveOptions = {},
): Promise<Picture> {
  const { xAxis = 'epoch', logScale, accuracy = false, curves = GAN_CURVES } = options;
  const { references = options.curves ? [] : BALANCE } = options;
  requireColumns(rows, [...Object.values(curves), ...(accuracy ? [ACCURACY] : [])]);
  const { width = CHART_WIDTH, height = CHART_HEIGHT } = options;
  const smoothing = requireInteger('smoothing', options.smoothing ?? defaultSmoothing(rows), {
    min: 1,
  });
  const curve = (name: string, column: string) => seriesOf(rows, name, column, xAxis, smoothing);
  const series = Object.entries(curves).flatMap(([name, column]) => curve(name, column));
  const xLimits = [0, rows[rows.length - 1][xAxis]] as const;
  const axes = { xLabel: xAxis, xLimits, yLabel: 'loss', logScale, references, height };
  const losses = { width, height, layer: lineLayers(series, axes) };
  const alt = options.alt ?? describe(rows, curves);
  if (!accuracy) return drawChart(losses, { width, height, alt });
  const panel = {
    width,
    height: ACCURACY_HEIGHT,
    layer: lineLayers(curve('D loss', ACCURACY), {
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

const ACCURACY = 'discriminatorAccuracy';

/** @throws RangeError when there is no row, or one of these columns is missing */
export function requireColumns(rows: readonly LossRow[], columns: readonly string[]): void {
  if (rows.length === 0) throw new RangeError('expected at least 1 row of history, but got 0');
  const missing = columns.find((column) => !(column in rows[0]));
  if (missing === undefined) return;
  const names = Object.keys(rows[0]).join(', ');
  throw new RangeError(`expected a column of the history (${names}), but got ${missing}`);
}

function defaultSmoothing(rows: readonly LossRow[]): number {
  return Math.max(1, Math.round(rows.length / 100));
}

/** The smooth curve, and behind it the raw one if that is another. */
function seriesOf(
  rows: readonly LossRow[],
  name: string,
  column: string,
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

function describe(rows: readonly LossRow[], curves: Curves): string {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const parts = Object.entries(curves).map(([name, column]) => {
    const whose = name.replace(/ loss$/, "'s");
    return `${whose} from ${first[column].toFixed(2)} to ${last[column].toFixed(2)}`;
  });
  const what = curves === GAN_CURVES ? 'both losses' : 'losses';
  return `Line chart of ${what} up to epoch ${last.epoch.toFixed(1)}: ${parts.join(', ')}.`;
}
