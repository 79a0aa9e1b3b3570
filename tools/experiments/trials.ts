import { clock } from '../../lib/display';
import {
  type Experiment,
  type ResultRow,
  type Trial,
  runTrial,
  trialsOf,
} from '../../lib/experiments/experiment';
import type { ExperimentsCommand } from './options';
import { ResultsFile } from './results-file';

const nameOf = ({ task, method, seed }: Omit<ResultRow, 'measures'>) =>
  `${task}, ${method}, seed ${seed}`;
const idOf = ({ method, seed }: Trial) => nameOf({ task: method.task, method: method.name, seed });

/** Runs the trials of an experiment that are not kept yet, one after another, since their minutes are part of the result. */
export async function runTrials(
  experiment: Experiment,
  { seeds, only, again }: ExperimentsCommand,
  print: (line: string) => void,
  path?: string,
): Promise<void> {
  const names = experiment.methods.flatMap(({ task, name }) => [task, name, `${task}, ${name}`]);
  if (only !== undefined && !names.includes(only)) {
    throw new RangeError(
      `expected a task or a method of ${[...new Set(names)].join('; ')}, but got ${only}`,
    );
  }
  const trials = trialsOf(experiment, seeds);
  const file = new ResultsFile(experiment.name, nameOf, { path, ids: trials.map(idOf) });
  const due = trials.filter(
    (trial) => (only === undefined || isOf(trial, only)) && (again || !file.has(idOf(trial))),
  );
  print(`${due.length} of ${trials.length} trials to do.`);
  for (const trial of due) {
    const start = performance.now();
    const row = await runTrial(trial);
    file.put(row);
    const measures = Object.entries(row.measures).map(([name, value]) => `${name} ${value}`);
    print(`${idOf(trial)}: ${clock(performance.now() - start)}, ${measures.join(', ')}`);
  }
}

const isOf = ({ method: { task, name } }: Trial, only: string) =>
  [task, name, `${task}, ${name}`].includes(only);
