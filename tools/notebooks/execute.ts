import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PRECISION_VARIABLE } from '../../lib/backend/precision';
import { childEnvironment } from '../setup/environment.mjs';
import type { Course, Lesson } from './lessons';

export interface CellProgress {
  readonly id: string;
  /** Counted from 1, among the code cells. */
  readonly number: number;
  readonly of: number;
}

export interface ExecuteOptions {
  /** Where the notebook with its outputs goes. */
  readonly target: string;
  readonly isQuick: boolean;
  /** No single cell may take longer: something hangs then. */
  readonly cellTimeoutS: number;
  readonly onCell: (progress: CellProgress) => void;
  readonly kernel?: string;
  /** The Python with nbclient; the course's own when not given. */
  readonly python?: string;
  /** Added to that of this process. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** What came of an execution; `cell` is the one that failed, if it was a cell. */
export type ExecuteResult =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly cell?: string; readonly message: string };

interface DriverEvent {
  readonly event: 'cell' | 'failed' | 'done';
  readonly id?: string;
  readonly number?: number;
  readonly of?: number;
  readonly message?: string;
}

/** The Python of the course's .venv. */
export function coursePython(course: Course): string {
  return join(course.root, '.venv', 'bin', 'python');
}

/** Executes a lesson in a fresh kernel through execute.py; the lesson's own file is left alone. */
export async function executeLesson(
  course: Course,
  lesson: Lesson,
  options: ExecuteOptions,
): Promise<ExecuteResult> {
  const python = options.python ?? coursePython(course);
  if (!existsSync(python)) {
    return { isDone: false, message: `${python} is missing: npm start or npm test sets it up` };
  }
  const driver = spawn(python, driverArguments(course, lesson, options), {
    // a full run's numbers are the course's, whatever variables happen to be set
    env: childEnvironment({
      ...options.environment,
      GAN_QUICK: options.isQuick ? '1' : undefined,
      ...(options.isQuick ? {} : { [PRECISION_VARIABLE]: undefined }),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  driver.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  const ended = new Promise<number | null>((done, fail) =>
    driver.on('close', done).on('error', fail),
  );
  let result: ExecuteResult | undefined;
  for await (const line of createInterface({ input: driver.stdout })) {
    const told = JSON.parse(line) as DriverEvent;
    if (told.event === 'cell')
      options.onCell({ id: told.id ?? '', number: told.number ?? 0, of: told.of ?? 0 });
    if (told.event === 'done') result = { isDone: true };
    if (told.event === 'failed')
      result = { isDone: false, cell: told.id, message: told.message ?? '' };
  }
  const code = await ended;
  return (
    result ?? {
      isDone: false,
      message: `the notebook client ended with code ${code}: ${lastLines(log)}`,
    }
  );
}

function driverArguments(course: Course, lesson: Lesson, options: ExecuteOptions): string[] {
  return [
    join(__dirname, 'execute.py'),
    lesson.path,
    options.target,
    ...['--kernel', options.kernel ?? 'tslab'],
    ...['--folder', course.notebooks],
    ...['--cell-timeout', String(options.cellTimeoutS)],
  ];
}

function lastLines(log: string): string {
  return log.trim().split('\n').slice(-5).join('\n');
}
