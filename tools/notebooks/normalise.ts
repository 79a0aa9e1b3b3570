import { KERNELSPEC, LANGUAGE_INFO } from '../../kernel/language';
import { codeCellsOf } from './notebook';
import type { Cell, CodeCell, JsonObject, Notebook, Output } from './notebook';

/** What programs write of a run, or of how they show a notebook just now. Everything else is the author's, and kept. */
const PASSING = [
  ...['execution', 'ExecuteTime', 'widgets', 'signature', 'trusted'],
  ...['scrolled', 'jp-MarkdownHeadingCollapsed', 'vscode', 'orig_nbformat'],
];

/**
 * The same notebook without what changes from run to run or from program to program. Cell ids, and whatever is not known here,
 * are kept as they are. Normalising twice gives the same as once.
 */
export function normaliseNotebook(notebook: Notebook): Notebook {
  const metadata: JsonObject = {
    ...withoutPassing(notebook.metadata),
    kernelspec: KERNELSPEC,
    language_info: LANGUAGE_INFO,
  };
  const cells = notebook.cells.map(normaliseCell);
  const nbformat_minor = Math.max(5, notebook.nbformat_minor);
  const normal: Notebook = { ...notebook, cells, metadata, nbformat: 4, nbformat_minor };
  renumber(codeCellsOf(normal));
  return normal;
}

function normaliseCell(cell: Cell): Cell {
  const metadata = withoutPassing(cell.metadata);
  if (Array.isArray(metadata.tags) && metadata.tags.length === 0) delete metadata.tags;
  const source = cell.source.replace(/\r\n/g, '\n').replace(/\s+$/, '');
  if (cell.cell_type !== 'code') return { ...cell, metadata, source };
  return { ...cell, metadata, source, outputs: mergeStreams(cell.outputs).map(normaliseOutput) };
}

/**
 * Counts 1..n, but only for one run from top to bottom: cells that were run out of order keep their counts, so that the check
 * sees them.
 */
function renumber(cells: CodeCell[]): void {
  const isOneRun = cells.every(({ execution_count: count }, i) => {
    if (count === null) return false;
    return i === 0 || count > (cells[i - 1].execution_count ?? Infinity);
  });
  cells.forEach((cell, i) => {
    if (isOneRun) cell.execution_count = i + 1;
    for (const output of cell.outputs) {
      if (output.output_type === 'execute_result') output.execution_count = cell.execution_count;
    }
  });
}

function mergeStreams(outputs: readonly Output[]): Output[] {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    if (
      output.output_type === 'stream' &&
      last?.output_type === 'stream' &&
      last.name === output.name
    ) {
      merged[merged.length - 1] = { ...last, text: last.text + output.text };
    } else {
      merged.push(output);
    }
  }
  return merged;
}

function normaliseOutput(output: Output): Output {
  if (output.output_type === 'error') return output;
  if (output.output_type === 'stream')
    return { ...output, text: applyCarriageReturns(output.text) };
  const data = Object.entries(output.data).map(([mime, value]) => [
    mime,
    isBase64Image(mime) && typeof value === 'string' ? value.replace(/\s/g, '') : value,
  ]);
  return { ...output, data: Object.fromEntries(data) };
}

/** A terminal shows only what follows the last carriage return of a line. */
function applyCarriageReturns(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/[^\n]*\r/g, '');
}

function isBase64Image(mime: string): boolean {
  return mime.startsWith('image/') && mime !== 'image/svg+xml';
}

function withoutPassing(metadata: JsonObject): JsonObject {
  const kept = Object.entries(metadata).filter(([key]) => !PASSING.includes(key));
  return Object.fromEntries(kept);
}
