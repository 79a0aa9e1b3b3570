import { join } from 'node:path';
import * as ts from 'typescript';
import type { Finding } from '../findings';
import type { Course } from '../lessons';
import { codeCellsOf, type NamedNotebook } from '../notebook';

/** The code cells of a notebook as one module, and where each line of it came from. */
interface Module {
  readonly lesson: NamedNotebook;
  readonly path: string;
  readonly text: string;
  readonly places: readonly { readonly cell: string; readonly line: number }[];
  /** Offset in the text at which each cell ends. */
  readonly ends: readonly number[];
}

/** A name declared in two cells is reported by the rule on names, in better words. */
const REPORTED_ELSEWHERE = new Set([2300, 2451, 2393, 2440, 2395]);

/**
 * Type-checks the cells of all lessons with the course's strict settings, each lesson as one module in its folder, so that
 * '../lib' is the compiled library. Also finds promises that nobody waits for, and cells that end in a tensor.
 */
export function checkTypes(lessons: readonly NamedNotebook[], course: Course): Finding[] {
  const modules = lessons.map((lesson) => toModule(lesson, course.notebooks));
  const program = createProgram(modules, course.root);
  const checker = program.getTypeChecker();
  return modules.flatMap((module) => {
    const file = program.getSourceFile(module.path);
    if (!file) return [];
    const diagnostics = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    const errors = diagnostics
      .filter(({ code }) => !REPORTED_ELSEWHERE.has(code))
      .map((diagnostic) =>
        findingAt(
          module,
          file,
          diagnostic.start ?? 0,
          ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
        ),
      );
    return [...errors, ...checkStatements(module, file, checker)];
  });
}

function toModule(lesson: NamedNotebook, folder: string): Module {
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

function createProgram(modules: readonly Module[], root: string): ts.Program {
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

function checkStatements(module: Module, file: ts.SourceFile, checker: ts.TypeChecker): Finding[] {
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const message = isFloatingPromise(node, checker)
      ? 'nobody waits for this promise: write await before it'
      : shorthandFromOtherCell(node, module, checker);
    if (message) findings.push(findingAt(module, file, node.getStart(), message));
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const statement of lastStatements(module, file)) {
    if (ts.isExpressionStatement(statement) && has(checker, statement.expression, 'dataSync')) {
      findings.push(
        findingAt(
          module,
          file,
          statement.getStart(),
          'the cell ends in a tensor: show its shape or its numbers',
        ),
      );
    }
  }
  return findings;
}

function isFloatingPromise(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isExpressionStatement(node) || isAssignment(node.expression)) return false;
  return has(checker, node.expression, 'then');
}

/** tslab loses `{ seed }` when another cell declares seed: "seed is not defined" when it runs. */
function shorthandFromOtherCell(
  node: ts.Node,
  module: Module,
  checker: ts.TypeChecker,
): string | undefined {
  if (!ts.isShorthandPropertyAssignment(node)) return undefined;
  const home = checker.getShorthandAssignmentValueSymbol(node)?.declarations?.[0];
  if (home?.getSourceFile() !== node.getSourceFile()) return undefined;
  if (cellAt(module, home.getStart()) === cellAt(module, node.getStart())) return undefined;
  const name = node.name.text;
  return `tslab cannot run { ${name} } with a name of another cell: write { ${name}: ${name} }`;
}

/** The number of the cell at an offset of the text. */
function cellAt(module: Module, position: number): number {
  return module.ends.findIndex((end) => position < end);
}

function isAssignment(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function has(checker: ts.TypeChecker, node: ts.Node, member: string): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.flags & ts.TypeFlags.Any) === 0 && type.getProperty(member) !== undefined;
}

/** The last statement of every cell. */
function lastStatements(module: Module, file: ts.SourceFile): ts.Statement[] {
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

function findingAt(
  module: Module,
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
