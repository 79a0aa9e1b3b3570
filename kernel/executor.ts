import type { ConsoleInterface, ConverterSet, Executor } from 'tslab/dist/executor';

import { type CellError, DIAGNOSTIC_FORMAT, compileError, runtimeError } from './cell-error';
import { nameLatestCell } from './cell-positions';

/** How long code that handles SIGINT itself, such as a training, gets to come to its own end. */
const GRACE_MS = 900;

/** Why the last cell failed. */
export interface Failure {
  /** Takes the failure: undefined when there was none since the last call. */
  take(): CellError | undefined;
}

/**
 * Makes tslab's executor keep errors as values instead of printing them, name each cell's code in stack traces, and give
 * code that handles SIGINT itself time to end.
 */
export function mendExecutor(): Failure {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a member of the loaded module is replaced
  const module = require('tslab/dist/executor') as {
    createExecutor: (root: string, convs: ConverterSet, console: ConsoleInterface) => Executor;
  };
  const { createExecutor } = module;
  let findings: unknown[][] = [];
  let failure: CellError | undefined;
  let numExecuted = 0;
  let numEnded = 0;
  module.createExecutor = (root, convs, console) => {
    nameCells(convs, () => numExecuted);
    const executor = createExecutor(root, convs, {
      log: console.log,
      error(first: unknown, ...rest: unknown[]) {
        if (first === DIAGNOSTIC_FORMAT) failure = compileError((findings = [...findings, rest]));
        else failure = runtimeError(first);
      },
    });
    const interrupt = executor.interrupt;
    return {
      ...executor,
      execute(code) {
        numExecuted++; // as tslab counts
        findings = [];
        failure = undefined;
        return executor.execute(code);
      },
      interrupt() {
        // One listener is the kernel's own; a second one belongs to code that wants to end by itself.
        const delay = process.listenerCount('SIGINT') > 1 ? GRACE_MS : 0;
        const ended = numEnded;
        setTimeout(() => numEnded === ended && interrupt(), delay);
      },
    };
  };
  return {
    take() {
      numEnded++; // an interrupt that still waits is not for the next cell
      return failure;
    },
  };
}

/** V8 calls a script by its sourceURL: `cell-3`, where it says `evalmachine.<anonymous>` for all cells otherwise. */
function nameCells(convs: ConverterSet, count: () => number): void {
  const converter = convs.node;
  const convert = converter.convert;
  converter.convert = (previous, source) => {
    const converted = convert(previous, source);
    if (!converted.output) return converted;
    const name = `cell-${count()}`;
    nameLatestCell(name, converted.output);
    return { ...converted, output: `${converted.output}\n//# sourceURL=${name}` };
  };
}
