import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { parseCode, tokensOf } from './cell-code';

/** A name that an import or an export takes from elsewhere. */
export interface Link {
  /** undefined: this same file, where the name is another one. */
  readonly module: string | undefined;
  readonly name: string;
  readonly isExported: boolean;
}

/** One .d.ts file, taken apart. */
export interface DeclarationFile {
  /** Overloads and merged interfaces are several statements of one name. */
  readonly declarations: ReadonlyMap<string, readonly ts.Statement[]>;
  readonly links: ReadonlyMap<string, Link>;
  /** Modules of which everything is passed on: `export * from './losses'`. */
  readonly stars: readonly string[];
}

export function readDeclarationFile(path: string): DeclarationFile {
  const declarations = new Map<string, ts.Statement[]>();
  const links = new Map<string, Link>();
  const stars: string[] = [];
  for (const statement of parseCode(readFileSync(path, 'utf8'), path).statements) {
    for (const name of declaredBy(statement)) {
      declarations.set(name, [...(declarations.get(name) ?? []), statement]);
    }
    for (const [name, link] of linksOf(statement)) links.set(name, link);
    if (ts.isExportDeclaration(statement) && !statement.exportClause) {
      stars.push(moduleOf(statement) ?? '');
    }
  }
  return { declarations, links, stars };
}

/** The names that a file exports itself, those of its `export *` not counted. */
export function exportedNames({ declarations, links }: DeclarationFile): string[] {
  const declared = [...declarations].filter(([, statements]) => statements.some(isExported));
  const linked = [...links].filter(([, link]) => link.isExported);
  return [...declared, ...linked].map(([name]) => name);
}

/** The declaration file of a module of the library; undefined for a package. */
export function moduleFile(from: string, module: string): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const base = join(dirname(from), module);
  return [`${base}.d.ts`, join(base, 'index.d.ts')].find((path) => existsSync(path));
}

/** The tokens of a declaration without comments and private members. */
export function declarationTokens(statement: ts.Statement): string {
  const tokens = tokensOf(statement, isPrivate);
  return tokens.map(({ text }) => text).join(' ');
}

/** Every name that a declaration mentions, and the file as seen from which: also `import('./x').Name`. */
export function references(
  statement: ts.Statement,
  path: string,
): { path: string; name: string }[] {
  const found: { path: string; name: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (isPrivate(node)) return;
    if (ts.isIdentifier(node)) found.push({ path, name: node.text });
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && node.qualifier) {
      const target = moduleFile(path, node.argument.literal.getText().slice(1, -1));
      if (target) found.push({ path: target, name: node.qualifier.getText().split('.')[0] });
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function linksOf(statement: ts.Statement): [string, Link][] {
  const link = (
    element: ts.ImportSpecifier | ts.ExportSpecifier,
    module: string | undefined,
  ): [string, Link] => {
    const name = (element.propertyName ?? element.name).text;
    return [element.name.text, { module, name, isExported: ts.isExportSpecifier(element) }];
  };
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) return [];
    return bindings.elements.map((element) => link(element, moduleOf(statement)));
  }
  if (!ts.isExportDeclaration(statement)) return [];
  const clause = statement.exportClause;
  if (!clause || !ts.isNamedExports(clause)) return [];
  return clause.elements.map((element) => link(element, moduleOf(statement)));
}

function moduleOf(statement: ts.ImportDeclaration | ts.ExportDeclaration): string | undefined {
  const module = statement.moduleSpecifier;
  return module && ts.isStringLiteral(module) ? module.text : undefined;
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { name?: ts.Node }; // every other declaration has it
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

function isExported(statement: ts.Statement): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function isPrivate(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  if (node.name && ts.isPrivateIdentifier(node.name)) return true;
  return hasModifier(node, ts.SyntaxKind.PrivateKeyword);
}

function hasModifier(node: ts.Node, modifier: ts.SyntaxKind): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === modifier);
}
