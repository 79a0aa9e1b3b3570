import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  type OtherRuns,
  besideOtherRuns,
  dotsBesideOtherRuns,
  loadOtherRuns,
  otherRunsPath,
  readFigure,
} from '../../lib/experiments/other-runs';

const OTHERS: OtherRuns = {
  code: 'c0de',
  processor: 'one of ours',
  runs: [1, 2, 3].map((seed) => ({ seed, kernels: 'all' })),
  figures: { 'D loss': [0.5, 0.6, 0.7], modes: [8, 8, 8] },
  numbers: [],
};

describe('other runs', () => {
  describe('besideOtherRuns', () => {
    it('has mean, deviation and range of each number, with as many decimals as this run', () => {
      // s = 0.1; half of the range is 4.303 · 0.1 · √(4/3) = 0.497
      assert.deepEqual(besideOtherRuns('05', { 'D loss': '0.65', modes: '7' }, OTHERS), [
        {
          number: 'D loss',
          'this run': '0.65',
          'mean of 3 runs': '0.60',
          's.d.': '0.10',
          'expected from': '0.10',
          to: '1.10',
        },
        {
          number: 'modes',
          'this run': '7',
          'mean of 3 runs': '8',
          's.d.': '0',
          'expected from': '8',
          to: '8',
        },
      ]);
    });

    it('ends the range of a count at the largest there can be', () => {
      const others = { ...OTHERS, figures: { modes: [1, 8, 8] } };
      const [{ to, 'this run': here }] = besideOtherRuns('05', { modes: '7 of 8' }, others);
      assert.deepEqual({ to, here }, { to: '8', here: '7 of 8' }); // 5.7 + 4.303 · 4.04 · √(4/3) = 25.7
    });

    it('leaves empty what was not measured', () => {
      assert.deepEqual(besideOtherRuns('77', { modes: '7' }, undefined), [
        {
          number: 'modes',
          'this run': '7',
          'mean of 0 runs': '',
          's.d.': '',
          'expected from': '',
          to: '',
        },
      ]);
    });
  });

  describe('dotsBesideOtherRuns', () => {
    it('has this run, and each other run of the same number', () => {
      assert.deepEqual(dotsBesideOtherRuns('05', { modes: '7', other: '-0.5' }, OTHERS), [
        { name: 'modes', series: 'this run', mean: 7, error: 0, values: [8, 8, 8] },
        { name: 'other', series: 'this run', mean: -0.5, error: 0, values: [] },
      ]);
    });
  });

  describe('readFigure', () => {
    it('reads numbers as lessons print them', () => {
      assert.deepEqual(['0.65', '1,135', '7 of 8', '1,200 of 10,000'].map(readFigure), [
        { value: 0.65, most: Infinity },
        { value: 1135, most: Infinity },
        { value: 7, most: 8 },
        { value: 1200, most: 10_000 },
      ]);
    });
  });

  describe('loadOtherRuns', () => {
    let folder: string;
    before(() => (folder = mkdtempSync(join(tmpdir(), 'spread-'))));
    after(() => rmSync(folder, { recursive: true }));

    it('gives what was kept', () => {
      const path = join(folder, '05.json');
      writeFileSync(path, JSON.stringify(OTHERS));
      assert.deepEqual(loadOtherRuns('05', path), OTHERS);
    });

    it('gives nothing of a lesson that has not been run', () => {
      assert.equal(loadOtherRuns('05', join(folder, 'missing.json')), undefined);
      assert.equal(otherRunsPath('05'), join(process.cwd(), 'data/spread/05.json'));
    });

    for (const text of ['', '{ "runs": 3 }', '[]']) {
      it(`names the file and the command when it holds "${text}"`, () => {
        const path = join(folder, 'damaged.json');
        writeFileSync(path, text);
        assert.throws(() => loadOtherRuns('05', path), {
          message: `${path}: not the runs of a lesson. Make it with: npm run spread -- 05`,
        });
      });
    }
  });
});
