/** A line of a table: what stands in each column, by the column's name. */
export type TableRow = Readonly<Record<string, string | number>>;

/**
 * Rows as an HTML table, with header cells for those who listen to it. Columns of numbers are flush right; a first column of
 * words names the rows.
 *
 * @throws RangeError when there is no row, or one has other columns than the first
 */
export function tableHtml(rows: readonly TableRow[]): string {
  if (rows.length === 0) throw new RangeError('expected at least 1 row, but got 0');
  const names = Object.keys(rows[0]);
  rows.forEach((row, i) => requireColumns(row, names, i));
  const columns = names.map((name, i) => {
    const hasNumbers = rows.every((row) => isNumber(row[name]));
    return { name, align: hasNumbers ? 'right' : 'left', namesRows: i === 0 && !hasNumbers };
  });
  const head = columns.map(({ name, align }) => cell('th scope="col"', align, name));
  const body = rows.map((row) => {
    const cells = columns.map(({ name, align, namesRows }) =>
      cell(namesRows ? 'th scope="row"' : 'td', align, String(row[name])),
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function requireColumns(row: TableRow, names: readonly string[], i: number): void {
  const own = Object.keys(row);
  if (own.length === names.length && names.every((name) => name in row)) return;
  throw new RangeError(
    `expected row ${i} to have the columns of row 0 (${names.join(', ')}), but got ${own.join(', ')}`,
  );
}

/** Numbers, and texts that are one: `1,234`, `−0.5`, `3e-4`, `83 %`. */
function isNumber(value: string | number): boolean {
  return typeof value === 'number' || /^[-−+]?[\d,.]*\d(e[-−+]?\d+)?\s?%?$/i.test(value);
}

function cell(tag: string, align: string, text: string): string {
  return `<${tag} style="text-align: ${align}">${escapeHtml(text)}</${tag.slice(0, 2)}>`;
}

/** Text as it stands between tags. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
