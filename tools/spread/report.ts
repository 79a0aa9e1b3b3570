import type { OtherRuns } from '../../lib/experiments/other-runs';
import { expectedRange } from '../../lib/metrics/estimate';
import type { PrintedNumber } from './printed-numbers';

/**
 * What an author reads: each main number, then each number that differs from run to run, with its range.
 *
 * @param kept the lesson's own numbers, which stand in front
 */
export function reportText(
  { runs, figures, numbers }: OtherRuns,
  kept: readonly PrintedNumber[],
): string {
  const own = new Map(kept.map(({ key, text }) => [key, text]));
  const main = Object.entries(figures).map(([name, values]) => `  ${name}: ${rangeText(values)}`);
  let last = '';
  const others = numbers.map(({ key, cell, of, values, isOfSeed }) => {
    const heading = cell === last ? '' : `${cell}\n`;
    last = cell;
    const mark = isOfSeed ? 'seed' : '    ';
    return `${heading}  ${mark}  ${own.get(key) ?? 'none'}  ${rangeText(values.filter((value): value is number => value !== null))}  ${of}`;
  });
  return [
    `${runs.length} runs: ${runs.map(({ seed, kernels }) => `${seed} ${kernels}`).join(', ')}`,
    ...(main.length > 0 ? ['', 'Main numbers', ...main] : []),
    '',
    numbers.length > 0
      ? 'The lesson’s number, and over the runs (seed: the same with each set of kernels)'
      : 'All numbers are the same in all runs.',
    ...others,
  ].join('\n');
}

/** `2.31 ± 0.20 (1.98 to 2.61), expected 1.7 to 2.9` */
function rangeText(values: readonly number[]): string {
  if (values.length === 0) return 'in no run';
  const { mean, deviation, low, high } = expectedRange(values);
  const short = (value: number) => String(Number(value.toPrecision(4)));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (
    `${short(mean)} ± ${short(deviation)} (${short(least)} to ${short(most)}), ` +
    `expected ${short(low)} to ${short(high)}`
  );
}
