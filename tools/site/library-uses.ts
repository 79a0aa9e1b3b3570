import { namesImportedFrom, parseCode } from '../notebooks/cell-code';
import { codeCellsOf, type Notebook } from '../notebooks/notebook';
import type { LessonEntry } from './lesson-page';
import type { LibraryEntry } from './library';
import type { NameUses } from './reference-pages';

/** Which lessons import each name of the library. */
export function libraryUses(
  lessons: readonly (LessonEntry & { readonly notebook: Notebook })[],
  library: readonly LibraryEntry[],
): NameUses {
  const imports = lessons.map((lesson) => ({ lesson, names: importedNames(lesson.notebook) }));
  return new Map(
    library.map(({ name }) => [
      name,
      imports
        .filter(({ names }) => names.has(name))
        .map(({ lesson: { file, number } }) => ({ file, number })),
    ]),
  );
}

function importedNames(notebook: Notebook): Set<string> {
  const cells = codeCellsOf(notebook).map(({ source }) => parseCode(source));
  return new Set(cells.flatMap((cell) => namesImportedFrom(cell, '../lib')));
}
