import type { ChartSize } from './chart';
import { type Reference, type Series, drawLines } from './lines';
import type { Picture } from './picture';

/** A point of the curves. */
export interface LossRow {
  readonly epoch: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
}

/** What loss curves are drawn from: a training's history has it. */
export interface LossHistory {
  readonly rows: readonly LossRow[];
}

/** How to draw loss curves. */
export interface LossCurveOptions extends ChartSize {
  /** Logarithmic loss axis. Default false. */
  readonly logScale?: boolean;
  /** Rows that one point averages, on either side together. Default: so many that a curve has 400 points. */
  readonly smoothing?: number;
  /** Default: the losses of a balanced game, 2 ln 2 for D and ln 2 for G. */
  readonly references?: readonly Reference[];
  /** Default: a sentence with the first and last numbers. */
  readonly alt?: string;
}

/** The losses of an even game: D(x) = ½ everywhere. */
export const BALANCE: readonly Reference[] = [
  { value: 2 * Math.LN2, label: '2 ln 2' },
  { value: Math.LN2, label: 'ln 2' },
];

const MAX_POINTS = 400;

/**
 * L_D and L_G over the epochs. Rows are averaged in runs of equal length, so that the picture costs the same for any
 * length of training.
 *
 * @throws RangeError when there is no row
 */
export function drawLossCurves(
  { rows }: LossHistory,
  { logScale, smoothing, references = BALANCE, alt, ...size }: LossCurveOptions = {},
): Promise<Picture> {
  if (rows.length === 0) throw new RangeError('expected at least 1 row of history, but got 0');
  const run = smoothing ?? Math.ceil(rows.length / MAX_POINTS);
  const epochs = means(
    rows.map((row) => row.epoch),
    run,
  );
  const discriminator = means(
    rows.map((row) => row.discriminatorLoss),
    run,
  );
  const generator = means(
    rows.map((row) => row.generatorLoss),
    run,
  );
  const series: Series[] = [
    { name: 'D loss', x: epochs, y: discriminator },
    { name: 'G loss', x: epochs, y: generator },
  ];
  return drawLines(series, {
    ...size,
    xLabel: 'epoch',
    yLabel: 'loss',
    logScale,
    references,
    alt: alt ?? describe(epochs, discriminator, generator),
  });
}

function means(values: readonly number[], run: number): number[] {
  return Array.from({ length: Math.ceil(values.length / run) }, (_, i) => {
    const part = values.slice(i * run, (i + 1) * run);
    return part.reduce((a, b) => a + b, 0) / part.length;
  });
}

function describe(epochs: number[], discriminator: number[], generator: number[]): string {
  const fromTo = (values: number[]) => `${values[0].toFixed(2)} to ${values.at(-1)?.toFixed(2)}`;
  return (
    `Line chart of both losses up to epoch ${epochs.at(-1)?.toFixed(1)}: ` +
    `D's from ${fromTo(discriminator)}, G's from ${fromTo(generator)}.`
  );
}
