import { format } from 'prettier';
import { highlightCode } from './highlight';
import type { LibraryEntry } from './library';
import type { SourceFile } from './source-files';

/** Of an entry, as HTML. */
export interface Coloured {
  readonly declaration: string;
  readonly source: string;
}

/** Declarations and sources of all entries, coloured in one go. */
export async function colourEntries(
  entries: readonly LibraryEntry[],
  python: string,
): Promise<Map<string, Coloured>> {
  // what a constant's type says is longer than the constant, and says less
  const shown = entries.map(({ kind, declaration, source }) =>
    kind === 'constant' && source !== ''
      ? { declaration: source, source: '' }
      : { declaration, source },
  );
  const declarations = await Promise.all(
    shown.map(({ declaration }) =>
      format(declaration, { parser: 'typescript', printWidth: 80, singleQuote: true }),
    ),
  );
  const html = await highlightCode([...declarations, ...shown.map(({ source }) => source)], python);
  return new Map(
    entries.map(({ name }, i) => [
      name,
      {
        declaration: html[i],
        source: shown[i].source === '' ? '' : html[entries.length + i],
      },
    ]),
  );
}

/** Whole files, coloured, by their names. */
export async function colourFiles(
  files: readonly SourceFile[],
  python: string,
): Promise<Map<string, string>> {
  const texts = files.map(({ text }) => text);
  const html = await highlightCode(texts, python);
  return new Map(files.map(({ file }, i) => [file, html[i]]));
}

/** Coloured code as it stands in a page. */
export function codeBlock(html: string): string {
  return `<div class="code"><div class="highlight"><pre>${html.trimEnd()}</pre></div></div>`;
}
