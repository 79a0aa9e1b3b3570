import * as ts from 'typescript';
import type { Finding } from '../findings';
import type { Course } from '../lessons';
import type { NamedNotebook } from '../notebook';
import {
  cellAt,
  createProgram,
  findingAt,
  lastStatements,
  toModule,
  type LessonModule,
} from './lesson-module';

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

function checkStatements(
  module: LessonModule,
  file: ts.SourceFile,
  checker: ts.TypeChecker,
): Finding[] {
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

/** A stock tslab loses `{ seed }` when another cell declares seed: "seed is not defined" when it runs. */
function shorthandFromOtherCell(
  node: ts.Node,
  module: LessonModule,
  checker: ts.TypeChecker,
): string | undefined {
  if (!ts.isShorthandPropertyAssignment(node)) return undefined;
  const home = checker.getShorthandAssignmentValueSymbol(node)?.declarations?.[0];
  if (home?.getSourceFile() !== node.getSourceFile()) return undefined;
  if (cellAt(module, home.getStart()) === cellAt(module, node.getStart())) return undefined;
  const name = node.name.text;
  return `a stock tslab cannot run { ${name} } with a name of another cell: write { ${name}: ${name} }`;
}

function isAssignment(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function has(checker: ts.TypeChecker, node: ts.Node, member: string): boolean {
  const type = checker.getTypeAtLocation(node);
  return (type.flags & ts.TypeFlags.Any) === 0 && type.getProperty(member) !== undefined;
}
