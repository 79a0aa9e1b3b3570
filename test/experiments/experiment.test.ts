import assert from 'node:assert/strict';

import { type Experiment, runTrial, trialsOf } from '../../lib/experiments/experiment';

const method = (name: string, measures: Record<string, number>, isExact = false) => ({
  task: 'outline → colour',
  name,
  isExact,
  run: (seed: number) => ({ ...measures, seed }),
});

describe('an experiment', () => {
  it('runs each method over the seeds, once what draws nothing, and no oftener than a method says', () => {
    const experiment: Experiment = {
      name: 'pix2pix',
      about: 'three methods',
      methods: [
        method('ridge', {}, true),
        method('L1', {}),
        { ...method('slow', {}), maxSeeds: 2 },
      ],
    };
    const trials = trialsOf(experiment, 3).map((trial) => [trial.method.name, trial.seed]);
    assert.deepEqual(trials, [
      ['ridge', 1],
      ['L1', 1],
      ['L1', 2],
      ['L1', 3],
      ['slow', 1],
      ['slow', 2],
    ]);
  });

  it('gives a row of what a method measured, in four digits', async () => {
    const row = await runTrial({ method: method('L1', { l1: 0.1234567, steps: 3000 }), seed: 2 });
    assert.deepEqual(row, {
      task: 'outline → colour',
      method: 'L1',
      seed: 2,
      measures: { l1: 0.1235, steps: 3000, seed: 2 },
    });
  });

  for (const bad of [NaN, Infinity]) {
    it(`keeps no row in which a measure is ${bad}`, async () => {
      await assert.rejects(runTrial({ method: method('L1', { l1: bad }), seed: 2 }), {
        message: `outline → colour, L1, seed 2: expected a finite l1, but got ${bad}`,
      });
    });
  }
});
