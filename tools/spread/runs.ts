import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { executeLesson, type CellProgress } from '../notebooks/execute';
import { stampNotebook } from '../notebooks/freshness';
import type { Course, Lesson } from '../notebooks/lessons';
import { type Notebook, parseNotebook, serialiseNotebook } from '../notebooks/notebook';
import type { PublicFace } from '../notebooks/public-face';
import { environmentOf, type KernelSet } from './kernel-sets';

/** One run of a lesson. */
export interface Run {
  readonly seed: number;
  readonly kernels: KernelSet;
  /** The lesson as it runs. */
  readonly notebook: Notebook;
}

/** What came of it; `seconds` is undefined where an earlier run's outputs were taken. */
export interface RunOutputs {
  readonly notebook: Notebook;
  readonly seconds: number;
}

const CELL_TIMEOUT_S = 3600;

/** Runs lessons and keeps the outputs in a folder, from which it takes them when the same is to be run again. */
export class Runs {
  constructor(
    private readonly course: Course,
    private readonly face: PublicFace,
    private readonly isQuick: boolean,
    private readonly onCell: (progress: CellProgress) => void,
  ) {}

  /** @throws Error naming the cell that failed */
  async outputsOf(lesson: Lesson, run: Run): Promise<RunOutputs> {
    const stamped = stampNotebook(run.notebook, this.face);
    const path = this.pathOf(lesson, run, stamped);
    return this.kept(path, lesson) ?? (await this.execute(lesson, run, path));
  }

  private kept(path: string, { name }: Lesson): RunOutputs | undefined {
    if (!existsSync(path)) return undefined;
    const notebook = parseNotebook(readFileSync(path, 'utf8'), name);
    return { notebook, seconds: Number(notebook.metadata.seconds) };
  }

  private async execute(lesson: Lesson, run: Run, path: string): Promise<RunOutputs> {
    const source = path.replace(/ipynb$/, 'source.ipynb');
    const target = path.replace(/ipynb$/, 'outputs.ipynb');
    mkdirSync(this.folderOf(lesson), { recursive: true });
    writeFileSync(source, serialiseNotebook(run.notebook));
    const start = performance.now();
    const result = await executeLesson(
      this.course,
      { ...lesson, path: source },
      {
        target,
        isQuick: this.isQuick,
        cellTimeoutS: CELL_TIMEOUT_S,
        onCell: this.onCell,
        environment: environmentOf(run.kernels),
      },
    );
    if (!result.isDone) {
      throw new Error(
        `${lesson.name}, seed ${run.seed}, ${run.kernels}, cell ${result.cell}: ${result.message}`,
      );
    }
    const seconds = (performance.now() - start) / 1000;
    const notebook = parseNotebook(readFileSync(target, 'utf8'), lesson.name);
    const timed = { ...notebook, metadata: { ...notebook.metadata, seconds } };
    writeAtomically(path, [Buffer.from(serialiseNotebook(timed))]);
    return { notebook: timed, seconds };
  }

  private folderOf({ number }: Lesson): string {
    return join(this.course.root, 'runs', 'spread', number);
  }

  /** Named by all that the outputs depend on. */
  private pathOf(lesson: Lesson, { seed, kernels }: Run, stamped: Notebook): string {
    const { code } = stamped.metadata.gan as { code: string }; // as stampNotebook writes it
    const quick = this.isQuick ? '-quick' : '';
    const set = kernels.replaceAll(' ', '-');
    return join(this.folderOf(lesson), `seed-${seed}-${set}-${code.slice(0, 8)}${quick}.ipynb`);
  }
}
