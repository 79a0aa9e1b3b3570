import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Experiment } from '../../../lib/experiments/experiment';
import { loadResults } from '../../../lib/experiments/results';
import { runTrials } from '../../../tools/experiments/trials';

describe('runTrials', () => {
  let folder: string;
  let path: string;
  let runs: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trials-'));
    path = join(folder, 'test.json');
    runs = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const method = (task: string, name: string, isExact = false) => ({
    task,
    name,
    isExact,
    run: (seed: number) => {
      runs.push(`${task} ${name} ${seed}`);
      return { l1: seed / 10 };
    },
  });
  const experiment: Experiment = {
    name: 'test',
    about: 'three methods',
    methods: [method('map', 'ridge', true), method('map', 'L1'), method('emoji', 'L1')],
  };
  const run = (command: { only?: string; again?: boolean; seeds?: number } = {}) => {
    const lines: string[] = [];
    const all = { experiment: 'test', seeds: 2, again: false, ...command };
    return runTrials(experiment, all, (line) => lines.push(line), path).then(() => lines);
  };

  it('runs all, in order, and keeps a row of each', async () => {
    const lines = await run();
    assert.deepEqual(runs, ['map ridge 1', 'map L1 1', 'map L1 2', 'emoji L1 1', 'emoji L1 2']);
    assert.equal(lines[0], '5 of 5 trials to do.');
    assert.match(lines[3], /^map, L1, seed 2: \d+:\d\d, l1 0.2$/);
    assert.deepEqual(
      loadResults('test', path).map(({ task, method: name, seed }) => `${task} ${name} ${seed}`),
      runs,
    );
  });

  it('runs what is not kept yet, and with again also what is', async () => {
    await run({ only: 'map, L1' });
    await run({ only: 'map' });
    assert.deepEqual(runs, ['map L1 1', 'map L1 2', 'map ridge 1']);
    await run({ only: 'map', again: true, seeds: 1 });
    assert.deepEqual(runs.slice(3), ['map ridge 1', 'map L1 1']);
  });

  it('runs a method on every task by its name', async () => {
    await run({ only: 'L1', seeds: 1 });
    assert.deepEqual(runs, ['map L1 1', 'emoji L1 1']);
  });

  it('refuses a name that it does not have, and says which there are', async () => {
    await assert.rejects(run({ only: 'L2' }), {
      name: 'RangeError',
      message:
        'expected a task or a method of map; ridge; map, ridge; L1; map, L1; emoji; emoji, L1, but got L2',
    });
    assert.deepEqual(runs, []);
  });
});
