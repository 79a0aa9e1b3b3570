import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { readCommandLine, reportFailure } from '../command-line';
import { writeAtomically } from '../../lib/atomic-write';
import { checkResults, checkSources, type ReadLesson } from './check-lesson';
import { formatFinding } from './findings';
import { COURSE, selectLessons, type Course } from './lessons';
import { normaliseNotebook } from './normalise';
import { parseNotebook, serialiseNotebook } from './notebook';

interface Options {
  readonly draft: boolean;
  readonly fix: boolean;
}

/** Checks the lessons with these numbers and prints all findings. @returns the exit code. */
export function checkCommand(course: Course, numbers: readonly string[], options: Options): number {
  const lessons = selectLessons(course, numbers).map(({ name, path }): ReadLesson => {
    if (options.fix) fix(path, name);
    const text = readFileSync(path, 'utf8');
    return { name, path, text, notebook: parseNotebook(text, name) };
  });
  const findings = checkSources(lessons, course);
  if (!options.draft) findings.push(...checkResults(lessons, course));
  for (const finding of findings) console.error(formatFinding(finding));
  const numBad = new Set(findings.map(({ notebook }) => notebook)).size;
  console.log(`${lessons.length - numBad} passed, ${numBad} failed`); // lessons, as npm test counts
  return findings.length === 0 ? 0 : 1;
}

function fix(path: string, name: string): void {
  const text = readFileSync(path, 'utf8');
  const normal = serialiseNotebook(normaliseNotebook(parseNotebook(text, name)));
  if (normal !== text) writeAtomically(path, [Buffer.from(normal)]);
}

if (require.main === module) {
  const command = new Command('npm run notebooks:check --')
    .description('Checks the shape, the code, the outputs and the freshness of the lessons.')
    .argument('[NN...]', 'numbers of lessons; all when none is given')
    .option('--draft', 'leave out the outputs: for a lesson that has not been run yet', false)
    .option(
      '--fix',
      'first write the notebooks in normal form: drops time stamps and the like, nothing that an author wrote',
      false,
    );
  try {
    readCommandLine(command, process.argv.slice(2));
    process.exitCode = checkCommand(COURSE, command.args, command.opts<Options>());
  } catch (error) {
    process.exitCode = reportFailure('npm run notebooks:check', error);
  }
}
