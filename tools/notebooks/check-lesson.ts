import { join } from 'node:path';
import { loadOtherRuns } from '../../lib/experiments/other-runs';
import type { Finding } from './findings';
import { checkFreshness } from './freshness';
import type { Course } from './lessons';
import { normaliseNotebook } from './normalise';
import { serialiseNotebook, type NamedNotebook } from './notebook';
import { PublicFace } from './public-face';
import { checkCells } from './rules/cells';
import { checkFormulas } from './rules/formulas';
import { checkKeptRun } from './rules/kept-run';
import { checkLinks } from './rules/links';
import { checkMirrors, checkUntaggedCopies } from './rules/mirror';
import { checkOutputs } from './rules/outputs';
import { checkQuizzes } from './rules/quizzes';
import { checkShape, checkWords } from './rules/shape';
import { checkTables } from './rules/tables';
import { checkTypes } from './rules/types';

/** A lesson as read from disk. */
export interface ReadLesson extends NamedNotebook {
  readonly path: string;
  readonly text: string;
}

/** Everything that can be said about lessons before they have run. */
export function checkSources(lessons: readonly ReadLesson[], course: Course): Finding[] {
  const names = libraryFace(course).names();
  return [
    ...lessons.flatMap((lesson) => [
      ...checkShape(lesson),
      ...checkCells(lesson),
      ...checkText(lesson, lesson.path),
      ...checkMirrors(lesson, course.lib),
      ...checkUntaggedCopies(lesson, names),
    ]),
    ...checkTypes(lessons, course),
  ];
}

/** Whether the text can be shown as it is meant, in JupyterLab and in the pages. */
export function checkText(lesson: NamedNotebook, path: string): Finding[] {
  return [
    ...checkWords(lesson),
    ...checkFormulas(lesson),
    ...checkTables(lesson),
    ...checkLinks(lesson, path),
    ...checkQuizzes(lesson),
  ];
}

/** Everything about the outputs of lessons, whether they are there, clean and fresh. */
export function checkResults(lessons: readonly ReadLesson[], course: Course): Finding[] {
  const face = libraryFace(course);
  return lessons.flatMap((lesson) => [
    ...checkOutputs(lesson),
    ...checkFreshness(lesson, face),
    ...checkKeptRun(lesson, loadOtherRuns(lesson.name.slice(0, 2)), face),
    ...checkNormalForm(lesson),
  ]);
}

/** The public face of the course's compiled library. */
export function libraryFace(course: Course): PublicFace {
  return new PublicFace(join(course.lib, 'dist', 'index.d.ts'));
}

function checkNormalForm({ name, notebook, text }: ReadLesson): Finding[] {
  if (serialiseNotebook(normaliseNotebook(notebook)) === text) return [];
  const message = `is not in normal form: run npm run notebooks:check -- --fix ${name.slice(0, 2)}`;
  return [{ notebook: name, message }];
}
