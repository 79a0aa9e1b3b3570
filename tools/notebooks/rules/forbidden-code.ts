import * as ts from 'typescript';
import { lineOf } from '../cell-code';

interface Found {
  readonly line: number;
  readonly message: string;
}

const NETWORK_MODULE = /^(node:)?(https?|http2|net|tls|dgram|dns)$/;
const ABSOLUTE_PATH = /^(\/[\w.]|~\/|[A-Za-z]:[\\/]|file:\/\/)/;

/** What a cell must not contain: the network, absolute paths, `process`, and the forms that tslab cannot run. */
export function forbiddenCode(file: ts.SourceFile): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node, isInFunction: boolean): void => {
    const message = forbidden(node) ?? (isInFunction ? undefined : notInTslab(node));
    if (message !== undefined) found.push({ line: lineOf(node), message });
    const isFunction = ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, isInFunction || isFunction));
  };
  visit(file, false);
  return found;
}

function forbidden(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && node.text === 'process' && !isMemberName(node)) {
    return 'a lesson does not use process';
  }
  if (ts.isIdentifier(node) && node.text === 'fetch' && ts.isCallExpression(node.parent)) {
    return 'a lesson does not use the network (fetch)';
  }
  if (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node)
  ) {
    if (/^(https?|wss?):\/\//.test(node.text))
      return `a lesson does not use the network (${node.text})`;
    if (ABSOLUTE_PATH.test(node.text)) return `expected a relative path, but got ${node.text}`;
    if (ts.isImportDeclaration(node.parent) && NETWORK_MODULE.test(node.text)) {
      return `a lesson does not use the network (${node.text})`;
    }
  }
  return undefined;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

function notInTslab(node: ts.Node): string | undefined {
  if (ts.isForOfStatement(node) && node.awaitModifier) {
    return 'tslab cannot run "for await" outside a function';
  }
  if (ts.isAwaitExpression(node)) {
    const { expression } = node;
    if (ts.isParenthesizedExpression(expression) || ts.isArrayLiteralExpression(expression)) {
      return 'tslab cannot run "await (…)" or "await […]" outside a function: name the promise first';
    }
  }
  if (ts.isExportDeclaration(node) || ts.isExportAssignment(node))
    return 'tslab cannot run "export"';
  if (node.kind === ts.SyntaxKind.ExportKeyword) return 'tslab cannot run "export"';
  return undefined;
}
