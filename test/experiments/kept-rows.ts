import assert from 'node:assert/strict';

import { type Experiment, trialsOf } from '../../lib/experiments/experiment';
import { loadResults } from '../../lib/experiments/results';

/** Asserts that the course comes with a row of each trial of an experiment over the seeds, in order, and with no other. */
export function assertRowsKept(experiment: Experiment, seeds: number): void {
  assert.deepEqual(
    loadResults(experiment.name).map(({ task, method, seed }) => [task, method, seed]),
    trialsOf(experiment, seeds).map(({ method: { task, name }, seed }) => [task, name, seed]),
  );
}
