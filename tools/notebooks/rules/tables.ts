import type { Finding } from '../findings';
import { blank, replaceFormulas } from '../formula-pattern';
import type { NamedNotebook } from '../notebook';
import { linesOutsideFences } from './shape';

const DELIMITERS = /^\|(\s*:?-+:?\s*\|)+$/;

/**
 * What begins with a pipe is a table, and its rows have as many cells as its head: where one has not, JupyterLab cuts the row
 * and the pages show the whole table as text.
 */
export function checkTables({ name, notebook }: NamedNotebook): Finding[] {
  return notebook.cells.flatMap(({ id, cell_type, source }) => {
    if (cell_type !== 'markdown') return [];
    // lines of a displayed formula may begin with a pipe, too
    const text = replaceFormulas(source, (found) => (found.includes('\n') ? blank(found) : found));
    const lines = linesOutsideFences(text).map((line) => line.trim());
    return lines.flatMap((line, i) => {
      if (!line.startsWith('|') || lines[i - 1]?.startsWith('|')) return [];
      const end = lines.findIndex((next, j) => j > i && !next.startsWith('|'));
      const message = checkTable(lines.slice(i, end < 0 ? undefined : end));
      return message === undefined ? [] : [{ notebook: name, cell: id, line: i + 1, message }];
    });
  });
}

function checkTable([head, delimiters, ...rows]: readonly string[]): string | undefined {
  if (delimiters === undefined || !DELIMITERS.test(delimiters))
    return `"${head}" is no table: expected a line such as | --- | --- | below its head`;
  const size = numCells(delimiters);
  const bad = [head, ...rows].find((row) => !row.endsWith('|') || numCells(row) !== size);
  if (bad === undefined) return undefined;
  return `"${bad}" has not the ${size} cells of its table: write \\vert or \\mid for a pipe in a formula, and end the row with |`;
}

/** Pipes with a backslash do not end a cell; those in code and in formulas do. */
function numCells(row: string): number {
  return row.split(/(?<!\\)\|/).length - 2;
}
