import { wellFormed } from '../../kernel/well-formed';

/**
 * Notebooks as Jupyter keeps them (nbformat 4.5), with every multi-line text joined to one string. Fields that are not named
 * here are kept as they are.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface StreamOutput {
  output_type: 'stream';
  name: string;
  text: string;
}
export interface DisplayOutput {
  output_type: 'display_data' | 'execute_result';
  data: JsonObject;
  metadata: JsonObject;
  execution_count?: number | null;
}
export interface ErrorOutput {
  output_type: 'error';
  ename: string;
  evalue: string;
  traceback: string[];
}
export type Output = StreamOutput | DisplayOutput | ErrorOutput;

export interface CodeCell {
  cell_type: 'code';
  id: string;
  metadata: JsonObject;
  source: string;
  execution_count: number | null;
  outputs: Output[];
}
export interface TextCell {
  cell_type: 'markdown' | 'raw';
  id: string;
  metadata: JsonObject;
  source: string;
  /** Pictures pasted into the cell, by name: of each its data by MIME type. */
  attachments?: { [name: string]: JsonObject };
}
export type Cell = CodeCell | TextCell;

export interface Notebook {
  cells: Cell[];
  metadata: JsonObject;
  nbformat: number;
  nbformat_minor: number;
}

/** A notebook with the file name it is spoken of by. */
export interface NamedNotebook {
  readonly name: string;
  readonly notebook: Notebook;
}

/** The code cells of a notebook in order. */
export function codeCellsOf(notebook: Notebook): CodeCell[] {
  return notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
}

/** The notebook in `text`. @throws Error naming the file when it is not a notebook of format 4. */
export function parseNotebook(text: string, name: string): Notebook {
  let raw: JsonObject;
  try {
    raw = JSON.parse(text) as JsonObject;
  } catch (error) {
    throw new Error(
      `${name}: expected a notebook, but it is not JSON: ${(error as Error).message}`,
    );
  }
  if (raw === null || raw.nbformat !== 4 || !Array.isArray(raw.cells)) {
    throw new Error(
      `${name}: expected a notebook of format 4 with cells, but found something else`,
    );
  }
  return {
    ...raw,
    cells: raw.cells.map((cell) => parseCell(cell as JsonObject, name)),
    metadata: (raw.metadata ?? {}) as JsonObject,
    nbformat: 4,
    nbformat_minor: Number(raw.nbformat_minor ?? 0),
  };
}

function parseCell(raw: JsonObject, name: string): Cell {
  const shared = {
    ...raw,
    id: typeof raw.id === 'string' ? raw.id : '',
    metadata: (raw.metadata ?? {}) as JsonObject,
    source: joinLines(raw.source),
  };
  const type = raw.cell_type;
  if (type === 'markdown' || type === 'raw') {
    if (raw.attachments === undefined) return { ...shared, cell_type: type };
    return { ...shared, cell_type: type, attachments: mapValues(raw.attachments, joinBundle) };
  }
  if (type !== 'code') {
    throw new Error(
      `${name}, cell ${shared.id}: expected the type code, markdown or raw, but got ${type}`,
    );
  }
  const outputs = Array.isArray(raw.outputs) ? raw.outputs : [];
  return {
    ...shared,
    cell_type: 'code',
    execution_count: typeof raw.execution_count === 'number' ? raw.execution_count : null,
    outputs: outputs.map((output) =>
      parseOutput(output as JsonObject, `${name}, cell ${shared.id}`),
    ),
  };
}

function parseOutput(raw: JsonObject, place: string): Output {
  const type = raw.output_type;
  if (type === 'stream') {
    return { ...raw, output_type: type, name: String(raw.name), text: joinLines(raw.text) };
  }
  if (type === 'error') {
    const traceback = Array.isArray(raw.traceback) ? raw.traceback.map(String) : [];
    const { ename, evalue } = raw;
    return { ...raw, output_type: type, ename: String(ename), evalue: String(evalue), traceback };
  }
  const data = joinBundle(raw.data);
  const metadata = (raw.metadata ?? {}) as JsonObject;
  if (type === 'display_data') return { ...raw, output_type: type, data, metadata };
  if (type !== 'execute_result') {
    throw new Error(
      `${place}: expected an output of the type stream, display_data, execute_result or error, but got ${type}`,
    );
  }
  const count = typeof raw.execution_count === 'number' ? raw.execution_count : null;
  return { ...raw, output_type: type, data, metadata, execution_count: count };
}

/** The text of a notebook file, as Jupyter writes it: keys sorted, indent 1, long texts as lists of lines. */
export function serialiseNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell): JsonObject => {
    const source = splitLines(cell.source);
    if (cell.cell_type === 'code')
      return { ...cell, source, outputs: cell.outputs.map(writeOutput) };
    if (cell.attachments === undefined) return { ...cell, source } as JsonObject;
    return { ...cell, source, attachments: mapValues(cell.attachments, splitBundle) };
  });
  return `${JSON.stringify(sortKeys(wellFormed({ ...notebook, cells })), null, 1)}\n`;
}

function writeOutput(output: Output): JsonObject {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) };
  if (output.output_type === 'error') return { ...output };
  return { ...output, data: splitBundle(output.data) } as JsonObject;
}

/** Data by MIME type, with texts as one string each. */
function joinBundle(bundle: Json | undefined): JsonObject {
  return mapValues(bundle, (value, mime) => (isSplitMime(mime) ? joinLines(value) : value));
}

/** Data by MIME type, with texts as lists of lines. */
function splitBundle(bundle: Json): JsonObject {
  return mapValues(bundle, (value, mime) =>
    isSplitMime(mime) && typeof value === 'string' ? splitLines(value) : value,
  );
}

function mapValues<T extends Json>(
  object: Json | undefined,
  map: (value: Json, key: string) => T,
): { [key: string]: T } {
  const entries = Object.entries((object ?? {}) as JsonObject);
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)]));
}

/** nbformat keeps these as lists of lines; everything else (pictures above all) as it is. */
function isSplitMime(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'image/svg+xml' || mime === 'application/javascript';
}

function joinLines(value: Json | undefined): string {
  return Array.isArray(value) ? value.join('') : String(value ?? '');
}

/** Python's splitlines(True), which Jupyter calls, ends a line at each of these. */
const AFTER_LINE = /(?<=\r\n|\r(?!\n)|[\n\v\f\u001c-\u001e\u0085\u2028\u2029])/;

function splitLines(text: string): string[] {
  return text.split(AFTER_LINE).filter((line) => line !== '');
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  // code-point order, as Python's json.dumps(sort_keys=True) sorts
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}
