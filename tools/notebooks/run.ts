import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { readCommandLine, reportFailure } from '../command-line';
import type { CellProgress } from './execute';
import { codeCellsOf } from './notebook';
import { COURSE, readLesson, selectLessons, type Course, type Lesson } from './lessons';
import { BUDGET_S, runLesson, type RunResult } from './run-lesson';

/** Executes lessons one after the other, showing where it is. @returns the exit code. */
export async function runCommand(
  course: Course,
  lessons: readonly Lesson[],
  isQuick: boolean,
): Promise<number> {
  const results: RunResult[] = [];
  for (const lesson of lessons) {
    const bar = new SingleBar({
      format: `${lesson.name}  [{bar}]  cell {value} of {total}  {id}  {duration_formatted}`,
      barsize: 20,
      clearOnComplete: true,
      noTTYOutput: true,
      notTTYSchedule: 10_000,
      gracefulExit: false,
    });
    bar.start(codeCellsOf(readLesson(lesson)).length, 0, { id: 'starting the kernel' });
    const onCell = ({ id, number }: CellProgress): void => bar.update(number, { id });
    const result = await runLesson(course, lesson, { isQuick, onCell }).finally(() => bar.stop());
    results.push(result);
    console.log(row(result, lessons));
  }
  console.log(summary(results, isQuick));
  return results.every(({ isOk }) => isOk) ? 0 : 1;
}

function row({ lesson, seconds, isOk, notes }: RunResult, lessons: readonly Lesson[]): string {
  const width = Math.max(...lessons.map(({ name }) => name.length));
  const columns = [
    lesson.name.padEnd(width),
    `${seconds.toFixed(1).padStart(6)} s`,
    isOk ? notes.join('; ') : 'FAILED',
  ];
  const details = isOk ? [] : notes.map((note) => `    ${note.replace(/\n/g, '\n    ')}`);
  return [columns.join('  '), ...details].join('\n');
}

function summary(results: readonly RunResult[], isQuick: boolean): string {
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const numFailed = results.filter(({ isOk }) => !isOk).length;
  const budget = isQuick
    ? `quick, ${BUDGET_S.quick} s each allowed`
    : `in full, ${BUDGET_S.full} s each allowed`;
  const total = `${seconds.toFixed(0)} s in all (${budget})`;
  return `${total}\n${results.length - numFailed} passed, ${numFailed} failed`; // as npm test counts
}

if (require.main === module) {
  const command = new Command('npm run notebooks --')
    .description('Executes lessons in the course kernel, normalises and saves them.')
    .argument('[NN...]', 'numbers of lessons, such as 03; all when none is given')
    .option('--quick', 'train a little only and save nothing: shows that every cell runs', false);
  const main = async (): Promise<number> => {
    readCommandLine(command, process.argv.slice(2));
    const lessons = selectLessons(COURSE, command.args);
    return runCommand(COURSE, lessons, command.opts<{ quick: boolean }>().quick);
  };
  main().then(
    (code) => (process.exitCode = code),
    (error: unknown) => (process.exitCode = reportFailure('npm run notebooks', error)),
  );
}
