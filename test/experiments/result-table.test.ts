import assert from 'node:assert/strict';

import { measuresOf, resultTable } from '../../lib/experiments/result-table';

const row = (method: string, seed: number, measures: Record<string, number>, task = 'map') => ({
  task,
  method,
  seed,
  measures,
});
const RESULTS = [
  row('ridge', 1, { l1: 0.065 }),
  row('L1 + cGAN', 1, { l1: 0.06, minutes: 2 }),
  row('L1 + cGAN', 2, { l1: 0.08, minutes: 4 }),
  row('mean', 1, { l1: 0.2 }, 'emoji'),
];

describe('resultTable', () => {
  it('has a line for each method: means ± standard errors, single numbers, nothing where there is none', () => {
    // 6 and 8: mean 7, s = √2, error √2/√2 = 1
    assert.deepEqual(
      resultTable(RESULTS, 'map', { 'L1, %': ['l1', 100, 1], min: ['minutes', 1, 0] }),
      [
        { method: 'ridge', seeds: 1, 'L1, %': '6.5', min: '' },
        { method: 'L1 + cGAN', seeds: 2, 'L1, %': '7.0 ± 1.0', min: '3 ± 1' },
      ],
    );
  });

  it('refuses a task that the results do not have, and names those that they have', () => {
    assert.throws(() => resultTable(RESULTS, 'maps', {}), {
      name: 'RangeError',
      message: 'expected a task of map, emoji, but got maps',
    });
  });
});

describe('measuresOf', () => {
  it('gives one measure of one method by seed', () => {
    assert.deepEqual(
      measuresOf(RESULTS, { task: 'map', method: 'L1 + cGAN', measure: 'l1' }),
      [0.06, 0.08],
    );
  });
});
