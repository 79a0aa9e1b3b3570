import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { parseCode } from '../notebooks/cell-code';
import { readDeclarationFile, type DeclarationFile } from '../notebooks/declaration-file';
import type { Course } from '../notebooks/lessons';
import { PublicFace } from '../notebooks/public-face';
import { docCommentOf, type DocComment } from './doc-comment';

export type EntryKind = 'function' | 'class' | 'interface' | 'type' | 'constant';

/** One exported name of the library. */
export interface LibraryEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Its home, relative to the library: training/loop.ts. */
  readonly file: string;
  /** The declaration without comments and private members. */
  readonly declaration: string;
  /** The code as it was written, without its doc comment; '' where only the declaration is at hand. */
  readonly source: string;
  readonly comment: DocComment;
  /** Of a class or an interface: what has a doc comment. */
  readonly members: readonly { readonly name: string; readonly comment: DocComment }[];
}

/** Everything that the library exports itself, by file and in the order of the code. */
export function readLibrary({ lib }: Course): LibraryEntry[] {
  const names = new PublicFace(join(lib, 'dist', 'index.d.ts')).names();
  const files = [...new Set(names.values())].sort();
  return files.flatMap((file) => {
    const { declarations } = readDeclarationFile(join(lib, 'dist', file.replace(/\.ts$/, '.d.ts')));
    const sources = readSources(join(lib, file));
    return [...declarations].flatMap(([name, statements]): LibraryEntry[] =>
      names.get(name) === file ? [entryOf(name, file, statements, sources.get(name) ?? [])] : [],
    );
  });
}

function readSources(path: string): DeclarationFile['declarations'] {
  return existsSync(path) ? readDeclarationFile(path).declarations : new Map();
}

function entryOf(
  name: string,
  file: string,
  statements: readonly ts.Statement[],
  sources: readonly ts.Statement[],
): LibraryEntry {
  const comments = statements.map(docCommentOf);
  return {
    name,
    file,
    kind: kindOf(statements[0]),
    declaration: statements.map(withoutComments).join('\n'),
    source: sources.map((statement) => statement.getText()).join('\n\n'),
    comment: comments.find(({ text }) => text !== '') ?? comments[0],
    members: statements.flatMap(membersOf).map((member) => ({
      name: member.name?.getText() ?? 'constructor',
      comment: docCommentOf(member),
    })),
  };
}

function kindOf(statement: ts.Statement): EntryKind {
  if (ts.isFunctionDeclaration(statement)) return 'function';
  if (ts.isClassDeclaration(statement)) return 'class';
  if (ts.isInterfaceDeclaration(statement)) return 'interface';
  return ts.isTypeAliasDeclaration(statement) ? 'type' : 'constant';
}

function membersOf(statement: ts.Statement): (ts.ClassElement | ts.TypeElement)[] {
  const isShape = ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  const members: readonly (ts.ClassElement | ts.TypeElement)[] = isShape ? statement.members : [];
  return members.filter((member) => !isPrivate(member) && docCommentOf(member).text !== '');
}

function withoutComments(statement: ts.Statement): string {
  const printer = ts.createPrinter({ removeComments: true });
  const source = parseCode(statement.getText(), 'declaration.d.ts');
  const { transformed } = ts.transform(source.statements[0], [dropPrivate]);
  return printer
    .printNode(ts.EmitHint.Unspecified, transformed[0], source)
    .replace(/^export (declare )?/gm, '');
}

const dropPrivate: ts.TransformerFactory<ts.Statement> = (context) => (statement) => {
  const visit = (node: ts.Node): ts.Node | undefined =>
    isPrivate(node) ? undefined : ts.visitEachChild(node, visit, context);
  return ts.visitEachChild(statement, visit, context);
};

function isPrivate(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}
