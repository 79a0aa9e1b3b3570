import { estimate, estimateText } from '../metrics/estimate';
import type { TableRow } from '../table-html';
import type { ResultRow } from './experiment';

/** What a column of a table shows: a measure's name, what it is multiplied by, and its decimals. */
export type ResultColumn = readonly [measure: string, scale: number, decimals: number];

/**
 * An experiment's results on one task as rows for {@link displayTable}: a line for each method, in the order of the results; in
 * each column the mean over the seeds ± its standard error, or the number alone where there is one seed.
 *
 * @param columns by the name that the table shows, such as `{ 'L1, %': ['l1', 100, 1] }`; empty where a method has no such measure
 * @throws RangeError when the results have no such task
 */
export function resultTable(
  results: readonly ResultRow[],
  task: string,
  columns: Readonly<Record<string, ResultColumn>>,
): TableRow[] {
  const rows = results.filter((row) => row.task === task);
  if (rows.length === 0) {
    const tasks = [...new Set(results.map((row) => row.task))].join(', ');
    throw new RangeError(`expected a task of ${tasks}, but got ${task}`);
  }
  return [...new Set(rows.map(({ method }) => method))].map((method) => {
    const own = rows.filter((row) => row.method === method);
    const cells = Object.entries(columns).map(([column, [measure, scale, decimals]]) => {
      const values = own.map(({ measures }) => measures[measure]).filter((v) => v !== undefined);
      return [column, cellOf(values, scale, decimals)] as const;
    });
    return { method, seeds: own.length, ...Object.fromEntries(cells) };
  });
}

/** The values of one measure of one method on one task, by seed. */
export const measuresOf = (
  results: readonly ResultRow[],
  {
    task,
    method,
    measure,
  }: { readonly task: string; readonly method: string; readonly measure: string },
): number[] =>
  results
    .filter((row) => row.task === task && row.method === method)
    .map(({ measures }) => measures[measure]);

function cellOf(values: readonly number[], scale: number, decimals: number): string {
  if (values.length === 0) return '';
  const found = estimate(values.map((value) => scale * value));
  return found.n === 1 ? found.mean.toFixed(decimals) : estimateText(found, decimals);
}
