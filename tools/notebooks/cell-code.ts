import * as ts from 'typescript';

/** The syntax tree of one cell, or of any TypeScript text, read as a module. */
export function parseCode(source: string, fileName = 'cell.ts'): ts.SourceFile {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.ES2022,
    setExternalModuleIndicator: markAsModule,
  };
  return ts.createSourceFile(fileName, source, options, true, ts.ScriptKind.TS);
}

/** Without the mark `await (x)` is a call of a function named await. */
function markAsModule(file: ts.SourceFile): void {
  // the compiler's own field, missing from its public types; `true` means "a module without import or export"
  (file as ts.SourceFile & { externalModuleIndicator?: true }).externalModuleIndicator = true;
}

/** The line of a node, counted from 1. */
export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

export interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * The tokens of a node without comments and white space, and without the commas that Prettier puts at the end of a list when
 * it breaks lines: two texts with the same tokens say the same. Nodes for which `isLeftOut` holds are passed over.
 */
export function tokensOf(
  node: ts.Node,
  isLeftOut: (node: ts.Node) => boolean = () => false,
): Token[] {
  const file = node.getSourceFile();
  const tokens: Token[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isJSDoc(part) || part.kind === ts.SyntaxKind.EndOfFileToken || isLeftOut(part)) return;
    const children = part.getChildren(file);
    if (children.length > 0) return children.forEach(visit);
    const text = part.getText(file);
    if (text === '') return; // an empty list
    if (/^[)\]}]$/.test(text) && tokens.at(-1)?.text === ',') tokens.pop();
    tokens.push({ text, line: lineOf(part) });
  };
  visit(node);
  return tokens;
}

/** A name that a cell declares at its top level. */
export interface Declared {
  readonly name: string;
  readonly line: number;
  readonly kind: 'import' | 'function' | 'value' | 'type';
}

/** All names that a cell declares at its top level, imports included. */
export function declaredNames(file: ts.SourceFile): Declared[] {
  return file.statements.flatMap((statement): Declared[] => {
    if (ts.isImportDeclaration(statement)) return importedNames(statement);
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(variableNames);
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
      return named(statement, 'function');
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return named(statement, 'type');
    if (ts.isEnumDeclaration(statement)) return named(statement, 'value');
    return [];
  });
}

function named(node: ts.Node & { name?: ts.Identifier }, kind: Declared['kind']): Declared[] {
  return node.name ? [{ name: node.name.text, line: lineOf(node.name), kind }] : [];
}

function variableNames(declaration: ts.VariableDeclaration): Declared[] {
  const { initializer } = declaration;
  const isFunction =
    initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  return boundNames(declaration.name).map((name) => ({
    name: name.text,
    line: lineOf(name),
    kind: isFunction ? 'function' : 'value',
  }));
}

function boundNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

function importedNames(declaration: ts.ImportDeclaration): Declared[] {
  const clause = declaration.importClause;
  const names: ts.Identifier[] = clause?.name ? [clause.name] : [];
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names.push(bindings.name);
  if (bindings && ts.isNamedImports(bindings))
    names.push(...bindings.elements.map((element) => element.name));
  return names.map((name) => ({ name: name.text, line: lineOf(name), kind: 'import' }));
}

/** The names that a cell imports from `module`; '*' stands for all of them. */
export function namesImportedFrom(file: ts.SourceFile, module: string): string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    if (!ts.isStringLiteral(statement.moduleSpecifier)) return [];
    if (statement.moduleSpecifier.text !== module) return [];
    const bindings = statement.importClause?.namedBindings;
    if (!bindings) return [];
    if (ts.isNamespaceImport(bindings)) return ['*'];
    return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
  });
}
