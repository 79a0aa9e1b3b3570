import assert from 'node:assert/strict';

import { type Experiment, trialsOf } from '../../lib/experiments/experiment';
import type { KeptNetwork } from '../../lib/experiments/kept-network';
import { measuresOf } from '../../lib/experiments/result-table';
import { loadResults } from '../../lib/experiments/results';
import { estimate } from '../../lib/metrics/estimate';

/** Asserts that the course comes with a row of each trial of an experiment over the seeds, in order, and with no other. */
export function assertRowsKept(experiment: Experiment, seeds: number): void {
  assert.deepEqual(
    loadResults(experiment.name).map(({ task, method, seed }) => [task, method, seed]),
    trialsOf(experiment, seeds).map(({ method: { task, name }, seed }) => [task, name, seed]),
  );
}

/** Means over the seeds of what the course comes with of an experiment. */
export function keptMeans({ name }: Experiment) {
  const results = loadResults(name);
  return (task: string, method: string, measure: string): number =>
    estimate(measuresOf(results, { task, method, measure })).mean;
}

/** Asserts that networks that the course comes with load, each of seed 1 and of so many numbers. */
export function assertNetworksKept(
  networks: Readonly<Record<string, KeptNetwork>>,
  numbers: number,
): void {
  for (const kept of Object.values(networks)) {
    const { model, facts } = kept.load();
    assert.equal(model.countParams(), numbers);
    assert.equal(facts.seed, 1);
    model.dispose();
  }
}
