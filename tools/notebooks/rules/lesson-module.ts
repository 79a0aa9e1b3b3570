import { join } from 'node:path';
import * as ts from 'typescript';
import type { Finding } from '../findings';
import { codeCellsOf, type NamedNotebook } from '../notebook';

/** The code cells of a notebook as one module, and where each line of it came from. */
export interface LessonModule {
  readonly lesson: NamedNotebook;
  readonly path: string;
  readonly text: string;
  readonly places: readonly { readonly cell: string; readonly line: number }[];
  /** Offset in the text at which each cell ends. */
  readonly ends: readonly number[];
}

export function toModule(lesson: NamedNotebook, folder: string): LessonModule {
  const places: { cell: string; line: number }[] = [];
  const ends: number[] = [];
  let text = '';
  for (const { id, source } of codeCellsOf(lesson.notebook)) {
    const lines = source.split('\n');
    // the semicolon, on a line of its own, ends the last statement as the end of a cell does
    [...lines, ''].forEach((_, i) =>
      places.push({ cell: id, line: Math.min(i + 1, lines.length) }),
    );
    text += `${source}\n;\n`;
    ends.push(text.length);
  }
  return { lesson, path: join(folder, `${lesson.name}.ts`), text, places, ends };
}

/** A strict program of these modules, with the settings of the repository at `root`. */
export function createProgram(modules: readonly LessonModule[], root: string): ts.Program {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(
    { ...config.config, include: [], files: [] },
    ts.sys,
    root,
  );
  const notebookOptions: ts.CompilerOptions = {
    ...options,
    module: ts.ModuleKind.ES2022, // a cell may await
    moduleDetection: ts.ModuleDetectionKind.Force,
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(notebookOptions, true);
  const texts = new Map(modules.map(({ path, text }) => [path, text]));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true);
  };
  return ts.createProgram([...texts.keys()], notebookOptions, host);
}

/** The number of the cell at an offset of the text. */
export function cellAt(module: LessonModule, position: number): number {
  return module.ends.findIndex((end) => position < end);
}

/** The last statement of every cell. */
export function lastStatements(module: LessonModule, file: ts.SourceFile): ts.Statement[] {
  return module.ends.flatMap((end, i) => {
    const start = module.ends[i - 1] ?? 0;
    const last = file.statements
      .filter(
        (statement) =>
          !ts.isEmptyStatement(statement) && statement.getStart() >= start && statement.end <= end,
      )
      .at(-1);
    return last ? [last] : [];
  });
}

/** What is wrong at an offset of the text, as the author of the lesson counts. */
export function findingAt(
  module: LessonModule,
  file: ts.SourceFile,
  position: number,
  message: string,
): Finding {
  const { line } = file.getLineAndCharacterOfPosition(position);
  return {
    notebook: module.lesson.name,
    ...(module.places[line] ?? module.places.at(-1)),
    message,
  };
}
