import type { PartResult } from './part';

/** What was done, part by part, and how long it took; parts ran side by side, so the seconds add up to more than the whole. */
export function describeResults(
  results: readonly PartResult[],
  numFailures: number,
  seconds: number,
): string {
  const width = Math.max(...results.map(({ title }) => title.length));
  const rows = results.map(({ title, outcome, seconds: taken }) => {
    const what = outcome === 'in place' ? 'was in place' : outcome;
    return `  ${title.padEnd(width)}  ${what.padEnd(12)}  ${taken.toFixed(1).padStart(6)} s`;
  });
  const summary =
    numFailures === 0
      ? `Set-up is complete, after ${seconds.toFixed(0)} s:`
      : `Set-up is not complete: ${numFailures} of its parts failed, after ${seconds.toFixed(0)} s.`;
  return ['', summary, ...rows].join('\n');
}
