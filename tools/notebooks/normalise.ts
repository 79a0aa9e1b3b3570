import { KERNELSPEC, LANGUAGE_INFO } from '../../kernel/language';
import { codeCellsOf } from './notebook';
import type { Cell, CodeCell, DisplayOutput, Json, JsonObject, Notebook, Output } from './notebook';

/** Keys that survive; everything else (timestamps, scrolled, collapsed, transient …) is dropped. */
const CELL_METADATA = ['tags'];
const IMAGE_METADATA = ['alt', 'height', 'width'];

/**
 * The same notebook without what changes from run to run or from program to program. Cell ids are kept as they are.
 * Normalising twice gives the same as once.
 */
export function normaliseNotebook(notebook: Notebook): Notebook {
  const metadata: JsonObject = { kernelspec: KERNELSPEC, language_info: LANGUAGE_INFO };
  if (notebook.metadata.gan !== undefined) metadata.gan = notebook.metadata.gan;
  const cells = notebook.cells.map(normaliseCell);
  const normal: Notebook = { cells, metadata, nbformat: 4, nbformat_minor: 5 };
  renumber(codeCellsOf(normal));
  return normal;
}

function normaliseCell(cell: Cell): Cell {
  const { cell_type, id } = cell;
  const metadata = pick(cell.metadata, CELL_METADATA);
  if (Array.isArray(metadata.tags) && metadata.tags.length === 0) delete metadata.tags;
  const source = cell.source.replace(/\r\n/g, '\n').replace(/\s+$/, '');
  if (cell_type !== 'code') return { cell_type, id, metadata, source };
  const outputs = mergeStreams(cell.outputs).map(normaliseOutput);
  return { cell_type, id, metadata, source, execution_count: cell.execution_count, outputs };
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
  if (output.output_type === 'stream') {
    const { name, text } = output;
    return { output_type: 'stream', name, text: applyCarriageReturns(text) };
  }
  return normaliseDisplay(output);
}

function normaliseDisplay(output: DisplayOutput): DisplayOutput {
  const data: JsonObject = {};
  const metadata: JsonObject = {};
  for (const [mime, value] of Object.entries(output.data)) {
    data[mime] =
      isBase64Image(mime) && typeof value === 'string' ? value.replace(/\s/g, '') : value;
    const about = output.metadata[mime];
    if (isObject(about)) {
      const kept = pick(about, IMAGE_METADATA);
      if (Object.keys(kept).length > 0) metadata[mime] = kept;
    }
  }
  if (output.output_type === 'display_data') return { output_type: 'display_data', data, metadata };
  return { ...output, data, metadata };
}

/** A terminal shows only what follows the last carriage return of a line. */
function applyCarriageReturns(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/[^\n]*\r/g, '');
}

function isBase64Image(mime: string): boolean {
  return mime.startsWith('image/') && mime !== 'image/svg+xml';
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
}
