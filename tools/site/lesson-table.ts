import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Course } from '../notebooks/lessons';
import { readTables } from './markdown';

/** What the README's table, the one home of it, says of a lesson. Markdown, with formulas between dollar signs. */
export interface LessonRow {
  readonly part: string;
  readonly idea: string;
  readonly minutes: string;
  readonly result: string;
}

/** The rows of the README's lessons by file name; empty for a course without a README. */
export function readLessonTable(course: Course): Map<string, LessonRow> {
  const path = join(course.root, 'README.md');
  const rows = new Map<string, LessonRow>();
  if (!existsSync(path)) return rows;
  for (const { title, rows: cells } of readTables(readFileSync(path, 'utf8'), 'The lessons')) {
    for (const [, lesson, idea, minutes, result] of cells) {
      const target = /\]\(([^)]+)\)/.exec(lesson)?.[1] ?? '';
      rows.set(basename(target), { part: title, idea, minutes, result });
    }
  }
  return rows;
}
