import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseNotebook, type Notebook } from './notebook';

/** Where a course keeps its parts. Tests use a small course of their own. */
export interface Course {
  readonly root: string;
  /** The folder of the lessons, which is also where they run. */
  readonly notebooks: string;
  /** What the lessons import as '../lib': a folder with lib/dist/index.d.ts. */
  readonly lib: string;
}

/** The course below `root`. */
export function courseAt(root: string): Course {
  return { root, notebooks: join(root, 'notebooks'), lib: join(root, 'lib') };
}

/** The course that this file belongs to. */
export const COURSE: Course = courseAt(resolve(__dirname, '..', '..'));

/** A lesson as it is on disk. */
export interface Lesson {
  /** File name, such as 01_what_is_a_gan.ipynb. */
  readonly name: string;
  /** Its number as written in the name, such as 01. */
  readonly number: string;
  readonly path: string;
}

/** All lessons of the course in reading order. */
export function listLessons(course: Course): Lesson[] {
  return readdirSync(course.notebooks)
    .filter((name) => /^\d\d_[a-z0-9_]+\.ipynb$/.test(name))
    .sort()
    .map((name) => ({ name, number: name.slice(0, 2), path: join(course.notebooks, name) }));
}

/**
 * The lessons with these numbers ('03' or '3'), in reading order; all of them when none is named.
 * @throws RangeError naming the lessons there are when one is not among them.
 */
export function selectLessons(course: Course, numbers: readonly string[]): Lesson[] {
  const lessons = listLessons(course);
  if (lessons.length === 0)
    throw new RangeError(
      `expected lessons named NN_topic.ipynb in ${course.notebooks}, but found none`,
    );
  const wanted = new Set(numbers.map((number) => number.padStart(2, '0')));
  for (const number of wanted) {
    if (!lessons.some((lesson) => lesson.number === number)) {
      const present = lessons.map((lesson) => `  ${lesson.number}  ${lesson.name}`).join('\n');
      throw new RangeError(
        `expected the number of a lesson, but got ${number}. There are:\n${present}`,
      );
    }
  }
  return wanted.size === 0 ? lessons : lessons.filter((lesson) => wanted.has(lesson.number));
}

/** The notebook of a lesson. */
export function readLesson(lesson: Lesson): Notebook {
  return parseNotebook(readFileSync(lesson.path, 'utf8'), lesson.name);
}
