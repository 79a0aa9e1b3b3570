import type { BarFigures } from './bars';
import type { SideFigures } from './rounds';
import type { SizeFigures } from './sizes';

/**
 * Rows under a head, columns aligned: the first ones (words) to the left, the rest (numbers) to the right.
 *
 * @param numWords columns of words
 */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numWords: number,
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i < numWords ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join(
    '\n',
  );
}

/** Three digits, or all before the point: 0.0123, 3.46, 1234. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const places = 2 - Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(Math.max(places, 0), 6));
}

/** Milliseconds of every side. */
export function sidesTable(figures: readonly SideFigures[]): string {
  return formatTable(
    ['ms a step', '', 'median', 'min', 'max', 'rounds', 'steps', 'peak MB'],
    figures.map(({ workload, side, median, min, max, rounds, stepsPerRound, peakMemoryMb }) => [
      workload,
      side,
      ...[median, min, max].map(digits),
      String(rounds.length),
      String(stepsPerRound),
      peakMemoryMb === undefined ? '' : peakMemoryMb.toFixed(0),
    ]),
    2,
  );
}

/** What is asked, and what was reached. */
export function barsTable(bars: readonly BarFigures[]): string {
  return formatTable(
    ['asked', 'reached', 'must', 'aim', 'median', 'min', 'max'],
    bars.map(({ title, verdict, better, must, aim, median, min, max }) => {
      const sign = better === 'lower' ? '≤' : '≥';
      const limits = [must, aim].map((limit) => `${sign} ${limit}`);
      return [title, verdict, ...limits, ...[median, min, max].map(digits)];
    }),
    2,
  );
}

/** The dense step as batch and width grow. */
export function sizesTable(sizes: readonly SizeFigures[]): string {
  return formatTable(
    [
      'batch',
      'width',
      'MFLOP',
      'ms',
      'GFLOP/s',
      'limit, 1 thread',
      'limit, all',
      'of 1 thread',
      'of all',
    ],
    sizes.map((size) => [
      String(size.batchSize),
      String(size.hiddenUnits),
      size.megaFlops.toFixed(0),
      ...[size.ms, size.gigaFlopsPerSecond, size.limitOneThread, size.limitAllThreads].map(digits),
      ...[size.shareOfOneThread, size.shareOfAllThreads].map(
        (share) => `${(100 * share).toFixed(0)} %`,
      ),
    ]),
    0,
  );
}
