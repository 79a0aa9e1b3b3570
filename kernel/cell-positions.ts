import { SourceMap } from 'node:module';

import { mendCompiler } from './compiler';

// tslab compiles a cell twice (types away, then modules to CommonJS) and keeps no source map, so an error would name a
// line that the reader has never seen. Both compilations are asked for a map here, and the two maps are followed back.

/** A place in a cell's text; both numbers count from 1. */
export interface CellPosition {
  readonly line: number;
  readonly column: number;
}

/** Maps of one cell's two compilations, the last first. */
type Maps = readonly SourceMap[];

/** tslab puts this many lines of its own before a cell (`export {};`). */
const LINES_BEFORE_CELL = 1;
const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)/;

const cells = new Map<string, { readonly maps: Maps; readonly numLines: number }>();
let latest: Maps = [];

/** Makes the compiler that tslab will load keep source maps. */
export function recordSourceMaps(): void {
  mendCompiler((ts) => ({
    createWatchCompilerHost: withSourceMap(ts.createWatchCompilerHost),
    transpileModule: (input, options) => {
      const compilerOptions = { ...options.compilerOptions, sourceMap: true };
      const result = ts.transpileModule(input, { ...options, compilerOptions });
      const inline = INLINE_MAP.exec(input)?.[1];
      latest = [result.sourceMapText, inline && Buffer.from(inline, 'base64').toString()]
        .filter((json): json is string => Boolean(json))
        .map((json) => new SourceMap(JSON.parse(json)));
      const outputText = result.outputText.replace(/\/\/# sourceMappingURL=.*/g, '');
      return { ...result, outputText };
    },
  }));
}

/** The compiler option goes in second place in the form of this function that tslab calls. */
function withSourceMap<F>(createHost: F): F {
  const call = createHost as unknown as (
    files: string[],
    options: object,
    ...rest: unknown[]
  ) => unknown;
  const mended: typeof call = (files, options, ...rest) =>
    call(files, { ...options, inlineSourceMap: true }, ...rest);
  return mended as unknown as F; // the same function but for one option
}

/** Remembers the maps of the cell just compiled under the name that its code has in stack traces. */
export function nameLatestCell(name: string, output: string): void {
  cells.set(name, { maps: latest, numLines: output.split('\n').length });
}

/** Where a place in the code that runs stands in the cell of that name; undefined when it is no cell's. */
export function cellPosition(name: string, line: number, column: number): CellPosition | undefined {
  const { maps, numLines } = cells.get(name) ?? { maps: [], numLines: 0 };
  if (maps.length < 2 || line > numLines) return undefined; // below a cell's code, tslab's wrapper calls it
  let place = { lineNumber: line - 1, columnNumber: column - 1 }; // maps count from 0
  for (const map of maps) {
    const entry = map.findEntry(place.lineNumber, place.columnNumber);
    if (!('originalLine' in entry)) return undefined;
    place = { lineNumber: entry.originalLine, columnNumber: entry.originalColumn };
  }
  return { line: place.lineNumber + 1 - LINES_BEFORE_CELL, column: place.columnNumber + 1 };
}
