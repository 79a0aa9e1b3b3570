import { type Notebook, codeCellsOf } from '../notebooks/notebook';
import { tableRows } from './printed-numbers';

/** Whether this is the id of the cell in which a lesson shows its numbers beside other runs'. */
export const isBesideCell = (id: string) => /-your-(run|seeds|range)$/.test(id);

/** That cell of a lesson, if it has one. */
export const besideCellOf = (notebook: Notebook) =>
  codeCellsOf(notebook).find(({ id }) => isBesideCell(id));

/** The table that this cell shows, as HTML. */
export function tableOf(notebook: Notebook): string | undefined {
  for (const output of besideCellOf(notebook)?.outputs ?? []) {
    const html = output.output_type === 'display_data' && output.data['text/html'];
    if (typeof html === 'string') return html;
  }
  return undefined;
}

/** The lesson's main numbers by name, `this run` of this table, as printed. */
export function figuresOf(notebook: Notebook): Record<string, string> {
  const rows = tableRows(tableOf(notebook) ?? '').slice(1);
  return Object.fromEntries(rows.map(([name, text]) => [name, text]));
}
