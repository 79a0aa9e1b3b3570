import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { type NamedRun, remedyRun, remedyRuns } from '../../lib/experiments/remedies';
import type { RemedyRow } from '../../lib/experiments/results';
import { childEnvironment } from '../setup/environment.mjs';
import type { ExperimentsCommand } from './options';
import { ResultsFile } from './results-file';

/** One training, by what names it. */
export type RemedyJob = NamedRun;

const idOf = ({ remedy, mixture, seed }: RemedyJob) => `${mixture} ${remedy} ${seed}`;

/** Runs each remedy on ring and grid over the seeds, as many trainings at a time as there are cores. */
export async function runRemedies(
  { seeds, only, again }: ExperimentsCommand,
  print: (line: string) => void,
): Promise<void> {
  if (only !== undefined) remedyRun({ remedy: only, mixture: 'ring', seed: 1 }); // throws when there is none of this name
  const file = new ResultsFile('remedies', idOf);
  const jobs = remedyRuns(seeds).filter(
    (job) => (only === undefined || job.remedy === only) && (again || !file.has(idOf(job))),
  );
  const total = jobs.length; // the workers take jobs from the list
  print(`${total} trainings to do, ${availableParallelism()} at a time.`);
  let done = 0;
  const keep = (row: RemedyRow) => {
    file.put(row);
    const { modes, highQuality, reverseKl, seconds } = row;
    print(
      `${++done}/${total} ${idOf(row)}: ${modes} modes, ${(100 * highQuality).toFixed(1)} % high quality, ` +
        `reverse KL ${reverseKl.toFixed(3)}, ${seconds.toFixed(0)} s`,
    );
  };
  await Promise.all(Array.from({ length: availableParallelism() }, () => work(jobs, keep)));
}

/** One process that takes jobs from the list until there is none. */
async function work(jobs: RemedyJob[], keep: (row: RemedyRow) => void): Promise<void> {
  if (jobs.length === 0) return;
  const worker = fork(join(__dirname, 'remedy-worker.ts'), { env: childEnvironment() });
  try {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const current = job;
      keep(
        await new Promise<RemedyRow>((resolve, reject) => {
          worker.once('message', (row: RemedyRow) => resolve(row));
          worker.once('exit', (code) =>
            reject(new Error(`the training ${idOf(current)} ended with code ${code}`)),
          );
          worker.send(current);
        }),
      );
      worker.removeAllListeners();
    }
  } finally {
    worker.kill();
  }
}
