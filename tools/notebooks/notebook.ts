import { wellFormed } from '../../kernel/well-formed';

/** Notebooks as Jupyter keeps them (nbformat 4.5), with every multi-line text joined to one string. */

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
    cells: raw.cells.map((cell) => parseCell(cell as JsonObject)),
    metadata: (raw.metadata ?? {}) as JsonObject,
    nbformat: 4,
    nbformat_minor: Number(raw.nbformat_minor ?? 0),
  };
}

function parseCell(raw: JsonObject): Cell {
  const shared = {
    id: typeof raw.id === 'string' ? raw.id : '',
    metadata: (raw.metadata ?? {}) as JsonObject,
    source: joinLines(raw.source),
  };
  if (raw.cell_type !== 'code') {
    return { ...shared, cell_type: raw.cell_type === 'raw' ? 'raw' : 'markdown' };
  }
  const outputs = Array.isArray(raw.outputs) ? raw.outputs : [];
  return {
    ...shared,
    cell_type: 'code',
    execution_count: typeof raw.execution_count === 'number' ? raw.execution_count : null,
    outputs: outputs.map((output) => parseOutput(output as JsonObject)),
  };
}

function parseOutput(raw: JsonObject): Output {
  if (raw.output_type === 'stream') {
    return { output_type: 'stream', name: String(raw.name), text: joinLines(raw.text) };
  }
  if (raw.output_type === 'error') {
    const traceback = Array.isArray(raw.traceback) ? raw.traceback.map(String) : [];
    return {
      output_type: 'error',
      ename: String(raw.ename),
      evalue: String(raw.evalue),
      traceback,
    };
  }
  const data: JsonObject = {};
  for (const [mime, value] of Object.entries((raw.data ?? {}) as JsonObject)) {
    data[mime] = isSplitMime(mime) ? joinLines(value) : value;
  }
  const metadata = (raw.metadata ?? {}) as JsonObject;
  if (raw.output_type !== 'execute_result') return { output_type: 'display_data', data, metadata };
  const count = typeof raw.execution_count === 'number' ? raw.execution_count : null;
  return { output_type: 'execute_result', data, metadata, execution_count: count };
}

/** The text of a notebook file, as Jupyter writes it: keys sorted, indent 1, long texts as lists of lines. */
export function serialiseNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell): JsonObject => {
    const source = splitLines(cell.source);
    if (cell.cell_type !== 'code') return { ...cell, source };
    return { ...cell, source, outputs: cell.outputs.map(writeOutput) };
  });
  return `${JSON.stringify(sortKeys(wellFormed({ ...notebook, cells })), null, 1)}\n`;
}

function writeOutput(output: Output): JsonObject {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) };
  if (output.output_type === 'error') return { ...output };
  const data: JsonObject = {};
  for (const [mime, value] of Object.entries(output.data)) {
    data[mime] = isSplitMime(mime) && typeof value === 'string' ? splitLines(value) : value;
  }
  return { ...output, data } as JsonObject;
}

/** nbformat keeps these as lists of lines; everything else (pictures above all) as it is. */
function isSplitMime(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'image/svg+xml' || mime === 'application/javascript';
}

function joinLines(value: Json | undefined): string {
  return Array.isArray(value) ? value.join('') : String(value ?? '');
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  // code-point order, as Python's json.dumps(sort_keys=True) sorts
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}
