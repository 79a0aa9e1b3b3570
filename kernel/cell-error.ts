import { format, inspect } from 'node:util';

import { cellPosition } from './cell-positions';

/** A failure as Jupyter's `error` message tells it. */
export interface CellError {
  /** The kind: `TypeError`, or `CompileError` when the cell did not compile. */
  readonly ename: string;
  /** The message. */
  readonly evalue: string;
  /** Lines that the notebook shows. */
  readonly traceback: readonly string[];
}

/** tslab hands its compiler's findings to console.error in this format. */
export const DIAGNOSTIC_FORMAT = '%s%d:%d - %s';

/** The failure of a cell that did not compile, from what tslab told of each finding. */
export function compileError(findings: readonly (readonly unknown[])[]): CellError {
  const lines = findings.map(([file, line, column, message]) =>
    // The file is '' for the cell itself.
    file
      ? format(DIAGNOSTIC_FORMAT, file, line, column, message)
      : `line ${line}:${column} - ${message}`,
  );
  return {
    ename: 'CompileError',
    evalue: lines[0] ?? 'the cell did not compile',
    traceback: lines.map((line, i) => (i === 0 ? `CompileError: ${line}` : line)),
  };
}

/** The failure of a cell that threw. */
export function runtimeError(thrown: unknown): CellError {
  if (!isErrorLike(thrown)) {
    const text = typeof thrown === 'string' ? thrown : inspect(thrown);
    return { ename: 'Thrown', evalue: text, traceback: [`Thrown: ${text}`] };
  }
  if (isInterrupt(thrown)) return INTERRUPTED;
  const { name, message } = thrown;
  const cause = thrown.cause === undefined ? [] : [`caused by ${summary(thrown.cause)}`];
  return {
    ename: name,
    evalue: message,
    traceback: [`${name}: ${message}`, ...frames(thrown.stack ?? ''), ...cause],
  };
}

/** What a reader sees after Kernel → Interrupt. */
const INTERRUPTED: CellError = {
  ename: 'Interrupted',
  evalue: 'the cell was interrupted',
  traceback: ['Interrupted: the cell was interrupted'],
};

const isInterrupt = ({ message, code }: Error & { code?: unknown }) =>
  message === 'Interrupted asynchronously' || // tslab's, while a cell waits
  code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'; // Node's, while a cell computes

/** Errors of other realms, such as those of the vm, are not instances of this realm's Error. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'stack' in thrown;
}

const summary = (cause: unknown) =>
  isErrorLike(cause) ? `${cause.name}: ${cause.message}` : inspect(cause);

/** Frames of cells with their lines there, and those of other files; not those of Node and the kernel. */
function frames(stack: string): string[] {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const shown = lines.flatMap((line) => {
    const place = /(cell-\d+):(\d+):(\d+)/.exec(line);
    if (place) {
      const position = cellPosition(place[1], Number(place[2]), Number(place[3]));
      // Without one it is tslab's wrapper around the cell.
      return position
        ? [`    at ${place[1].replace('-', ' ')}, line ${position.line}:${position.column}`]
        : [];
    }
    return /node:|[\\/]tslab[\\/]|[\\/]kernel[\\/]dist[\\/]/.test(line) ? [] : [line];
  });
  // tslab's wrapper is called in the place of the cell's last frame: one line, told once.
  return shown.filter((line, i) => i === 0 || lineOf(line) !== lineOf(shown[i - 1]));
}

/** A frame without its column. */
const lineOf = (frame: string) => frame.replace(/:\d+\)?$/, '');
