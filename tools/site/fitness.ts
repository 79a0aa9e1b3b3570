import { checkText, libraryFace } from '../notebooks/check-lesson';
import { formatFinding } from '../notebooks/findings';
import { checkFreshness } from '../notebooks/freshness';
import type { Course, Lesson } from '../notebooks/lessons';
import type { NamedNotebook } from '../notebooks/notebook';
import { checkOutputs } from '../notebooks/rules/outputs';

/**
 * Readers of the pages cannot run a lesson, so what they see must be complete and belong to the code.
 * @throws Error with all findings, each with its lesson and cell
 */
export function requireFitness(lessons: readonly (Lesson & NamedNotebook)[], course: Course): void {
  const face = libraryFace(course);
  const findings = lessons.flatMap((lesson) => [
    ...checkOutputs(lesson),
    ...checkFreshness(lesson, face),
    ...checkText(lesson, lesson.path),
  ]);
  if (findings.length > 0) throw new Error(findings.map(formatFinding).join('\n'));
}
