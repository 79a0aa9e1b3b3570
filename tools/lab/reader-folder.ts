import { existsSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { type Course, listLessons, readLesson } from '../notebooks/lessons';
import { openingOf } from '../notebooks/rules/shape';
import { COURSE_NAME } from '../site/course-words';
import { readLessonTable } from '../site/lesson-table';
import { CONTENTS, READER_FOLDER } from './arguments.mjs';
import { type ListedLesson, contentsPage } from './contents-page';
import { newerBeside, renewCopies } from './copies';

/** What readers see of the course beside their copies of the lessons. */
const LINKS = ['CONTRIBUTING.md', 'README.md', 'data', 'docs', 'lib', 'runs'];

/**
 * Lays out the folder that readers work in: copies of the lessons, so that an update of the course meets no file that they
 * have changed, links to what lessons use, and the page of contents.
 *
 * @returns a sentence for each lesson that has a newer original which the reader's own changes keep out
 */
export function layOutReaderFolder(course: Course): string[] {
  const folder = join(course.root, READER_FOLDER);
  const copies = join(folder, 'notebooks');
  const beside = renewCopies(course.notebooks, copies, join(folder, '.given.json'));
  mkdirSync(join(course.root, 'runs'), { recursive: true });
  for (const name of LINKS) {
    const isTaken = lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
    if (!isTaken && existsSync(join(course.root, name)))
      symlinkSync(join('..', name), join(folder, name));
  }
  writeAtomically(join(folder, CONTENTS), [Buffer.from(contentsOf(course, copies))]);
  return beside.map(
    ({ name, newer }) =>
      `${name}: you have changed your copy, so the course's newer one is beside it: ${join(copies, newer)}`,
  );
}

function contentsOf(course: Course, copies: string): string {
  const table = readLessonTable(course);
  const lessons = listLessons(course).map((lesson): ListedLesson => {
    const newer = newerBeside(course.notebooks, copies, lesson.name);
    return {
      ...openingOf(readLesson(lesson)),
      number: Number(lesson.number),
      row: table.get(lesson.name),
      path: `notebooks/${lesson.name}`,
      newerPath: newer && `notebooks/${newer}`,
    };
  });
  return contentsPage(COURSE_NAME, lessons);
}
