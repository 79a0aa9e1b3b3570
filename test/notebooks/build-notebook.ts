import type {
  Cell,
  JsonObject,
  NamedNotebook,
  Notebook,
  Output,
  TextCell,
} from '../../tools/notebooks/notebook';

/** A Markdown cell. */
export function markdown(id: string, source: string): TextCell {
  return { cell_type: 'markdown', id, metadata: {}, source };
}

interface CodeOptions {
  readonly count?: number | null;
  readonly outputs?: Output[];
  readonly tags?: string[];
}

/** A code cell; run as the first one when nothing else is said. */
export function code(id: string, source: string, options: CodeOptions = {}): Cell {
  const { count = 1, outputs = [], tags } = options;
  return {
    cell_type: 'code',
    id,
    metadata: tags ? { tags } : {},
    source,
    execution_count: count,
    outputs,
  };
}

/** Text that a cell printed. */
export function printed(text: string, name = 'stdout'): Output {
  return { output_type: 'stream', name, text };
}

/** A picture of `numBytes` zero bytes. */
export function picture(about: JsonObject, mime = 'image/png', numBytes = 30): Output {
  const data = { [mime]: Buffer.alloc(numBytes).toString('base64') };
  return { output_type: 'display_data', data, metadata: { [mime]: about } };
}

export function notebookOf(...cells: Cell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** A notebook named 01_small.ipynb. */
export function lessonOf(...cells: Cell[]): NamedNotebook {
  return { name: '01_small.ipynb', notebook: notebookOf(...cells) };
}
