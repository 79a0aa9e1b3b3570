import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dataFolder } from '../data/folder';
import { expectedRange } from '../metrics/estimate';
import type { TableRow } from '../table-html';

/** What a lesson printed when it ran with several seeds and on several kinds of processor. */
export interface OtherRuns {
  /** Of the lesson's code when it ran. */
  readonly code: string;
  readonly processor: string;
  /** Each with a seed of its own, in turn with several sets of kernels. */
  readonly runs: readonly { readonly seed: number; readonly kernels: string }[];
  /** The lesson's main numbers by name, one for each run. */
  readonly figures: Readonly<Record<string, readonly number[]>>;
  /** Each printed number that is not the same in all runs; null where a run printed none. */
  readonly numbers: readonly {
    /** Its place in the outputs. */
    readonly key: string;
    readonly cell: string;
    readonly of: string;
    readonly values: readonly (number | null)[];
    /** Whether the lesson's own seed gives the same number with each set of kernels. */
    readonly isOfSeed: boolean;
  }[];
}

/** Where `npm run spread` keeps what it found of a lesson. @param lesson its number, such as `05` */
export const otherRunsPath = (lesson: string): string =>
  join(dataFolder(), 'spread', `${lesson}.json`);

/** What `npm run spread` found of a lesson; undefined when it has not been run. @throws Error when the file is damaged */
export function loadOtherRuns(lesson: string, path = otherRunsPath(lesson)): OtherRuns | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const found = JSON.parse(readFileSync(path, 'utf8'));
    if (!Array.isArray(found.runs)) throw new TypeError(`expected runs, but got ${found.runs}`);
    return found as OtherRuns; // as that command writes them
  } catch (cause) {
    const remedy = `Make it with: npm run spread -- ${lesson}`;
    throw new Error(`${path}: not the runs of a lesson. ${remedy}`, { cause });
  }
}

/** A main number as its lesson prints it: `0.65`, `1,135`, or a count with the largest there can be, `7 of 8`. */
export function readFigure(text: string): { readonly value: number; readonly most: number } {
  const [value, most = 'Infinity'] = text.replaceAll(',', '').split(' of ');
  return { value: Number(value), most: Number(most) };
}

/**
 * The main numbers of a lesson's run beside those of other runs, with other seeds and on other kinds of processor, as rows for
 * {@link displayTable}: mean ± standard deviation, and the range in which 19 of 20 runs should land ({@link expectedRange}).
 *
 * @param lesson its number, such as `05`
 * @param figures what this run found, by name, as text with the decimals to show ({@link readFigure})
 */
export function besideOtherRuns(
  lesson: string,
  figures: Readonly<Record<string, string>>,
  others = loadOtherRuns(lesson),
): TableRow[] {
  return Object.entries(figures).map(([name, text]) => {
    const decimals = /\.(\d+)/.exec(text)?.[1].length ?? 0;
    const { mean, deviation, low, high } = expectedRange(others?.figures[name] ?? []);
    const show = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(decimals));
    return {
      number: name,
      'this run': text,
      [`mean of ${others?.runs.length ?? 0} runs`]: show(mean),
      's.d.': show(deviation),
      'expected from': show(low),
      to: show(Math.min(high, readFigure(text).most)),
    };
  });
}

/**
 * The same numbers as rows for {@link drawEstimates}: a coloured dot for this run, a grey one for each other run. For numbers
 * whose runs fall into groups, which a mean does not show.
 */
export function dotsBesideOtherRuns(
  lesson: string,
  figures: Readonly<Record<string, string>>,
  others = loadOtherRuns(lesson),
) {
  return Object.entries(figures).map(([name, text]) => ({
    name,
    series: 'this run',
    mean: readFigure(text).value,
    error: 0,
    values: others?.figures[name] ?? [],
  }));
}
