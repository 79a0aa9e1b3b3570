import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';
import { parseCode, tokensOf } from './cell-code';

/** One .d.ts file, taken apart. */
interface DeclarationFile {
  /** Overloads and merged interfaces are several statements of one name. */
  readonly declarations: ReadonlyMap<string, readonly ts.Statement[]>;
  /** Names that come from another file: local (or exported) name to its module and its name there. */
  readonly links: ReadonlyMap<string, { readonly module: string; readonly name: string }>;
  /** Modules of which everything is passed on: `export * from './losses'`. */
  readonly stars: readonly string[];
}

/**
 * The library as its declaration files (lib/dist/index.d.ts and what it reaches) show it. Only the declarations that a name
 * leads to count for that name, so a new export changes nothing for lessons that do not use it.
 */
export class PublicFace {
  private readonly files = new Map<string, DeclarationFile>();

  /** @param index - path of the library's index.d.ts. @throws Error when it is missing. */
  constructor(private readonly index: string) {
    if (!existsSync(index))
      throw new Error(`${index} is missing: build the library with npm run build`);
  }

  /** Every exported name, with the file that declares it, relative to the library: `losses.ts`. */
  names(): Map<string, string> {
    const names = new Map<string, string>();
    const visit = (path: string): void => {
      const file = this.read(path);
      const own = [...file.declarations.keys()].filter((name) =>
        isExported(file.declarations.get(name)),
      );
      for (const name of [...own, ...file.links.keys()]) {
        const home = this.resolve(path, name)?.path ?? path;
        names.set(name, relative(dirname(this.index), home).replace(/\.d\.ts$/, '.ts'));
      }
      for (const module of file.stars) visit(moduleFile(path, module) ?? path);
    };
    visit(this.index);
    return names;
  }

  /**
   * The tokens of all declarations that a name of the library leads to, without comments and private members: one line for
   * each, sorted. Empty when the library has no such name.
   */
  declarationText(name: string): string {
    const lines = new Map<string, string>();
    const queue: { path: string; name: string }[] = [{ path: this.index, name }];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const found = this.resolve(next.path, next.name);
      if (!found) continue;
      const key = `${relative(dirname(this.index), found.path)}#${found.name}`;
      if (lines.has(key)) continue;
      lines.set(key, found.statements.map(declarationTokens).join(' '));
      for (const statement of found.statements) queue.push(...references(statement, found.path));
    }
    return [...lines]
      .map(([key, text]) => `${key} ${text}`)
      .sort()
      .join('\n');
  }

  /** Where a name is declared, as seen from a file; undefined when it is not the library's own. */
  private resolve(
    path: string,
    name: string,
  ): { path: string; name: string; statements: readonly ts.Statement[] } | undefined {
    const file = this.read(path);
    const statements = file.declarations.get(name);
    if (statements) return { path, name, statements };
    const link = file.links.get(name);
    if (link) {
      const target = moduleFile(path, link.module);
      return target === undefined ? undefined : this.resolve(target, link.name);
    }
    for (const module of file.stars) {
      const target = moduleFile(path, module);
      const found = target === undefined ? undefined : this.resolve(target, name);
      if (found) return found;
    }
    return undefined;
  }

  private read(path: string): DeclarationFile {
    const known = this.files.get(path);
    if (known) return known;
    const file = takeApart(parseCode(readFileSync(path, 'utf8'), path));
    this.files.set(path, file);
    return file;
  }
}

function takeApart(file: ts.SourceFile): DeclarationFile {
  const declarations = new Map<string, ts.Statement[]>();
  const links = new Map<string, { module: string; name: string }>();
  const stars: string[] = [];
  for (const statement of file.statements) {
    for (const name of declaredBy(statement)) {
      declarations.set(name, [...(declarations.get(name) ?? []), statement]);
    }
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings))
        addLinks(links, bindings.elements, moduleOf(statement));
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
      const clause = statement.exportClause;
      if (!clause) stars.push(moduleOf(statement));
      else if (ts.isNamedExports(clause)) addLinks(links, clause.elements, moduleOf(statement));
    }
  }
  return { declarations, links, stars };
}

function addLinks(
  links: Map<string, { module: string; name: string }>,
  elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[],
  module: string,
): void {
  for (const element of elements) {
    links.set(element.name.text, { module, name: (element.propertyName ?? element.name).text });
  }
}

function moduleOf(statement: ts.ImportDeclaration | ts.ExportDeclaration): string {
  return (statement.moduleSpecifier as ts.StringLiteral).text; // the grammar allows nothing else in a .d.ts
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

function isExported(statements: readonly ts.Statement[] = []): boolean {
  return statements.some(
    (statement) =>
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
}

/** The declaration file of a module of the library; undefined for a package. */
function moduleFile(from: string, module: string): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const base = join(dirname(from), module);
  return [`${base}.d.ts`, join(base, 'index.d.ts')].find((path) => existsSync(path));
}

function isPrivate(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  if (node.name && ts.isPrivateIdentifier(node.name)) return true;
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}

function declarationTokens(statement: ts.Statement): string {
  return tokensOf(statement, isPrivate)
    .map(({ text }) => text)
    .join(' ');
}

/** Everything that a declaration may mention: each identifier in it, as seen from its file, and `import('./x').Name`. */
function references(statement: ts.Statement, path: string): { path: string; name: string }[] {
  const found: { path: string; name: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (isPrivate(node)) return;
    if (ts.isIdentifier(node)) found.push({ path, name: node.text });
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && node.qualifier) {
      const module = node.argument.literal.getText().slice(1, -1);
      const target = moduleFile(path, module);
      if (target) found.push({ path: target, name: node.qualifier.getText().split('.')[0] });
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}
