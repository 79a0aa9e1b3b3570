import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { declaredNames, parseCode, tokensOf } from '../cell-code';
import type { Finding } from '../findings';
import { codeCellsOf, type CodeCell, type NamedNotebook } from '../notebook';

type Found = Omit<Finding, 'notebook'>;

/**
 * A cell tagged `mirror:losses.ts#discriminatorLoss` must define discriminatorLoss with the same tokens as lib/losses.ts;
 * `export`, comments, line breaks and the commas that come with them do not count.
 */
export function checkMirrors({ name, notebook }: NamedNotebook, libFolder: string): Finding[] {
  return codeCellsOf(notebook).flatMap((cell) =>
    mirrorTags(cell).flatMap((tag) =>
      checkMirror(cell, tag, libFolder).map((found) => ({
        notebook: name,
        cell: cell.id,
        ...found,
      })),
    ),
  );
}

/** A function that a lesson writes out under the name of one of the library's must be a mirror of it. */
export function checkUntaggedCopies(
  { name, notebook }: NamedNotebook,
  libraryNames: ReadonlyMap<string, string>,
): Finding[] {
  return codeCellsOf(notebook).flatMap((cell) => {
    const mirrored = mirrorTags(cell).map(({ definition }) => definition);
    return declaredNames(parseCode(cell.source)).flatMap((declared) => {
      const file = libraryNames.get(declared.name);
      if (declared.kind !== 'function' || file === undefined || mirrored.includes(declared.name))
        return [];
      const message = `lib exports ${declared.name} too: tag the cell mirror:${file}#${declared.name}, or take another name`;
      return [{ notebook: name, cell: cell.id, line: declared.line, message }];
    });
  });
}

interface MirrorTag {
  readonly file: string;
  readonly definition: string;
}

function mirrorTags(cell: CodeCell): MirrorTag[] {
  const tags = Array.isArray(cell.metadata.tags) ? cell.metadata.tags.map(String) : [];
  return tags.flatMap((tag) => {
    const [, file, definition] = /^mirror:([^#]+)#(.+)$/.exec(tag) ?? [];
    return file ? [{ file, definition }] : [];
  });
}

function checkMirror(cell: CodeCell, { file, definition }: MirrorTag, libFolder: string): Found[] {
  const path = join(libFolder, file);
  if (!existsSync(path)) return [{ message: `mirrors lib/${file}, which does not exist` }];
  const original = findDefinition(parseCode(readFileSync(path, 'utf8')), definition);
  if (!original)
    return [{ message: `mirrors lib/${file}#${definition}, which is not defined there` }];
  const copy = findDefinition(parseCode(cell.source), definition);
  if (!copy) return [{ message: `is tagged as a mirror of ${definition}, but does not define it` }];
  return compare(original, copy, `lib/${file}#${definition}`);
}

function compare(original: ts.Node, copy: ts.Node, what: string): Found[] {
  const isExport = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.ExportKeyword;
  const expected = tokensOf(original, isExport);
  const actual = tokensOf(copy, isExport);
  const numTokens = Math.max(expected.length, actual.length);
  for (let i = 0; i < numTokens; i++) {
    if (expected[i]?.text === actual[i]?.text) continue;
    const line = actual[i]?.line ?? actual.at(-1)?.line;
    const excerpt = (tokens: typeof actual): string =>
      tokens
        .slice(Math.max(0, i - 3), i + 4)
        .map(({ text }) => text)
        .join(' ') || 'the end';
    return [
      {
        line,
        message: `differs from ${what}: there "${excerpt(expected)}", here "${excerpt(actual)}"`,
      },
    ];
  }
  return [];
}

/** The statement at the top level of a file that defines `name`. */
function findDefinition(file: ts.SourceFile, name: string): ts.Statement | undefined {
  return file.statements.find((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some(
        (declaration) => declaration.name.getText() === name,
      );
    }
    return (
      (ts.isFunctionDeclaration(statement) ||
        ts.isClassDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement)) &&
      statement.name?.text === name
    );
  });
}
