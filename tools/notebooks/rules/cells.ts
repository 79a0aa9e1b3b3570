import { codeCellsOf } from '../notebook';
import { declaredNames, parseCode } from '../cell-code';
import type { Finding } from '../findings';
import type { Cell, CodeCell, NamedNotebook } from '../notebook';
import { forbiddenCode } from './forbidden-code';

export const MAX_CODE_LINES = 25;
export const MAX_COLUMNS = 80;

/** Each id is two words or more, so that none of Jupyter's random ones passes. */
const SPEAKING_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;
const RANDOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TAG = /^(hide-input|mirror:[a-z0-9/-]+\.ts#[A-Za-z0-9_]+)$/;

/** What STYLE.md asks of each cell by itself, and of the names that cells share. */
export function checkCells({ name, notebook }: NamedNotebook): Finding[] {
  const codeCells = codeCellsOf(notebook);
  return [
    ...notebook.cells.flatMap(checkId),
    ...checkUniqueIds(notebook.cells),
    ...notebook.cells.flatMap(checkTags),
    ...notebook.cells.flatMap(checkPlaceholders),
    ...codeCells.flatMap(checkSize),
    ...codeCells.flatMap(({ id, source }) =>
      forbiddenCode(parseCode(source)).map((found) => ({ cell: id, ...found })),
    ),
    ...checkNames(codeCells),
  ].map((finding) => ({ notebook: name, ...finding }));
}

type Found = Omit<Finding, 'notebook'>;

function checkId({ id, source }: Cell): Found[] {
  if (id === '') return [{ message: `the cell "${source.split('\n')[0]}" has no id` }];
  if (SPEAKING_ID.test(id) && !RANDOM_ID.test(id) && id.length <= 64) return [];
  return [{ cell: id, message: 'expected an id that speaks, such as losses-saturating-plot' }];
}

function checkUniqueIds(cells: readonly Cell[]): Found[] {
  const ids = cells.map(({ id }) => id);
  const twice = ids.filter((id, i) => id !== '' && ids.indexOf(id) !== i);
  return twice.map((id) => ({ cell: id, message: 'another cell has the same id' }));
}

function checkTags({ id, metadata }: Cell): Found[] {
  const tags = Array.isArray(metadata.tags) ? metadata.tags.map(String) : [];
  const unknown = tags.filter((tag) => !TAG.test(tag));
  return unknown.map((tag) => ({
    cell: id,
    message: `unknown tag "${tag}": expected hide-input or mirror:file.ts#name`,
  }));
}

/** Words left for later, alone on a line or by the names that programmers give them. */
function checkPlaceholders({ id, source }: Cell): Found[] {
  return source.split('\n').flatMap((line, i) => {
    const [word] = /^[A-Z]{4,}$|\b(TO-?DO|FIX-?ME)\b/.exec(line) ?? [];
    return word ? [{ cell: id, line: i + 1, message: `"${word}" still waits to be written` }] : [];
  });
}

function checkSize({ id, source }: CodeCell): Found[] {
  const lines = source.split('\n');
  const found: Found[] = [];
  if (source.trim() === '') found.push({ cell: id, message: 'the cell is empty' });
  if (lines.length > MAX_CODE_LINES) {
    found.push({
      cell: id,
      message: `${lines.length} lines of code: the limit is ${MAX_CODE_LINES}`,
    });
  }
  lines.forEach((line, i) => {
    const width = [...line].length;
    if (width <= MAX_COLUMNS) return;
    found.push({ cell: id, line: i + 1, message: `${width} columns: the limit is ${MAX_COLUMNS}` });
  });
  return found;
}

function checkNames(cells: readonly CodeCell[]): Found[] {
  const homes = new Map<string, string>();
  return cells.flatMap(({ id, source }) =>
    declaredNames(parseCode(source)).flatMap(({ name, line }) => {
      const home = homes.get(name);
      homes.set(name, home ?? id);
      if (home === undefined || home === id) return [];
      return [
        {
          cell: id,
          line,
          message: `${name} is declared in cell ${home} already: use another name or a block { … }`,
        },
      ];
    }),
  );
}
