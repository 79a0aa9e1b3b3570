import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../lib/atomic-write';
import { libraryFace } from './check-lesson';
import { executeLesson, type CellProgress } from './execute';
import { formatFinding } from './findings';
import { stampNotebook } from './freshness';
import type { Course, Lesson } from './lessons';
import { normaliseNotebook } from './normalise';
import { parseNotebook, serialiseNotebook, type JsonObject } from './notebook';
import { checkOutputs } from './rules/outputs';

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
  const target = join(course.root, 'runs', 'notebooks', lesson.name);
  mkdirSync(dirname(target), { recursive: true });
  const before = readFileSync(lesson.path, 'utf8');
  // stamped before it runs, because somebody may build another library meanwhile
  const stamped = stampNotebook(parseNotebook(before, lesson.name), libraryFace(course));
  const start = performance.now();
  const cellTimeoutS = HANG_FACTOR * budgetS;
  const result = await executeLesson(course, lesson, { ...options, target, cellTimeoutS });
  const seconds = (performance.now() - start) / 1000;
  const failures = result.isDone
    ? accept(lesson, { ...options, target, before, metadata: stamped.metadata, seconds })
    : [formatFinding({ notebook: lesson.name, ...result })];
  if (failures.length > 0) {
    const notes = [...failures, `its outputs: runs/notebooks/${lesson.name}`];
    return { lesson, seconds, isOk: false, notes };
  }
  rmSync(target);
  const notes = [options.isQuick ? 'ok' : 'saved'];
  if (seconds > budgetS) notes.push(overBudget(seconds, budgetS));
  return { lesson, seconds, isOk: true, notes };
}

interface Run {
  readonly isQuick: boolean;
  readonly target: string;
  /** The lesson's file when the run began. */
  readonly before: string;
  readonly metadata: JsonObject;
  readonly seconds: number;
}

/** Looks at the outputs of a run to its end, and saves them when it was a full one. @returns what speaks against it. */
function accept({ name, path }: Lesson, run: Run): string[] {
  const outputs = parseNotebook(readFileSync(run.target, 'utf8'), name);
  const notebook = normaliseNotebook({ ...outputs, metadata: run.metadata });
  const findings = checkOutputs({ name, notebook });
  if (findings.length > 0) return findings.map(formatFinding);
  if (run.isQuick) {
    const isTooSlow = run.seconds > QUICK_LIMIT_FACTOR * BUDGET_S.quick;
    return isTooSlow ? [overBudget(run.seconds, BUDGET_S.quick)] : [];
  }
  if (readFileSync(path, 'utf8') !== run.before) {
    return ['not saved: the notebook was changed by somebody else while it ran'];
  }
  writeAtomically(path, [Buffer.from(serialiseNotebook(notebook))]);
  return [];
}

function overBudget(seconds: number, budgetS: number): string {
  return `took ${seconds.toFixed(0)} s: the budget is ${budgetS} s`;
}
