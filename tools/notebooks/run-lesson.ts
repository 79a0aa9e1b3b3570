import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFace } from './check-lesson';
import { executeLesson, type CellProgress } from './execute';
import { formatFinding } from './findings';
import { stampNotebook } from './freshness';
import type { Course, Lesson } from './lessons';
import { normaliseNotebook } from './normalise';
import { parseNotebook, serialiseNotebook, type Notebook } from './notebook';
import { checkOutputs } from './rules/outputs';
import { writeAtomically } from './write-atomically';

export interface RunOptions {
  /** A quick run shows that everything works; it never writes the lesson. */
  readonly isQuick: boolean;
  readonly onCell: (progress: CellProgress) => void;
  readonly kernel?: string;
  readonly python?: string;
}

export interface RunResult {
  readonly lesson: Lesson;
  readonly seconds: number;
  readonly isOk: boolean;
  /** 'saved', 'over the 300 s …' and the like; one line for each thing that failed. */
  readonly notes: readonly string[];
}

/** Seconds that a lesson may take on two cores. */
export const BUDGET_S = { full: 300, quick: 60 } as const;

/** Machines are noisy: a lesson that is over its budget is noted, and a quick one fails from this factor on. */
const QUICK_LIMIT_FACTOR = 2;

/** A cell that takes this many budgets hangs. */
const HANG_FACTOR = 4;

/** Executes a lesson and, when it went well in full, saves it with its new outputs in normal form. */
export async function runLesson(
  course: Course,
  lesson: Lesson,
  options: RunOptions,
): Promise<RunResult> {
  const budgetS = options.isQuick ? BUDGET_S.quick : BUDGET_S.full;
  const folder = join(course.root, 'runs', 'notebooks');
  mkdirSync(folder, { recursive: true });
  const target = join(folder, lesson.name);
  const before = readFileSync(lesson.path, 'utf8');
  const start = performance.now();
  const result = await executeLesson(course, lesson, {
    ...options,
    target,
    cellTimeoutS: HANG_FACTOR * budgetS,
  });
  const seconds = (performance.now() - start) / 1000;
  const failed = (...notes: string[]): RunResult => ({
    lesson,
    seconds,
    isOk: false,
    notes: [...notes, `its outputs: runs/notebooks/${lesson.name}`],
  });
  if (!result.isDone) return failed(formatFinding({ notebook: lesson.name, ...result }));
  const notebook = normaliseNotebook(parseNotebook(readFileSync(target, 'utf8'), lesson.name));
  const findings = checkOutputs({ name: lesson.name, notebook });
  if (findings.length > 0) return failed(...findings.map(formatFinding));
  const isOver = seconds > budgetS;
  const overNote = `took ${seconds.toFixed(0)} s: the budget is ${budgetS} s`;
  if (options.isQuick) {
    if (seconds > QUICK_LIMIT_FACTOR * budgetS) return failed(overNote);
  } else if (!save(course, lesson, notebook, before)) {
    return failed('not saved: the notebook was changed by somebody else while it ran');
  }
  rmSync(target);
  return {
    lesson,
    seconds,
    isOk: true,
    notes: [options.isQuick ? 'ok' : 'saved', ...(isOver ? [overNote] : [])],
  };
}

function save(course: Course, lesson: Lesson, notebook: Notebook, before: string): boolean {
  if (readFileSync(lesson.path, 'utf8') !== before) return false;
  writeAtomically(lesson.path, serialiseNotebook(stampNotebook(notebook, libraryFace(course))));
  return true;
}
