import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadResults, resultsPath } from '../../lib/experiments/results';

describe('results', () => {
  let folder: string;
  let path: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'results-'));
    path = join(folder, 'results.json');
  });
  after(() => rmSync(folder, { recursive: true }));

  describe('resultsPath', () => {
    it('is a file in data/experiments', () => {
      assert.equal(resultsPath('images'), join(process.cwd(), 'data/experiments/images.json'));
    });
  });

  describe('loadResults', () => {
    it('gives the rows', () => {
      const rows = [{ remedy: 'R1', mixture: 'ring', seed: 1, modes: 8 }];
      writeFileSync(path, JSON.stringify({ command: 'npm run experiments -- remedies', rows }));
      assert.deepEqual(loadResults('remedies', path), rows);
    });

    it('throws when there are none, and names the command', () => {
      const missing = join(folder, 'missing.json');
      for (const experiment of ['remedies', 'images'] as const) {
        assert.throws(() => loadResults(experiment, missing), {
          message: `${missing}: missing. Make it with: npm run experiments -- ${experiment}`,
        });
      }
    });

    it('throws on a folder', () => {
      assert.throws(() => loadResults('remedies', folder), /expected a file, but it is a folder/);
    });

    const damaged = {
      'is cut off': '{ "rows": [{ "remedy"',
      'is empty': '',
      'has no rows': '{ "command": "npm run experiments -- remedies" }',
      'has rows that are no list': '{ "rows": { "remedy": "R1" } }',
      'is something else': 'null',
    };
    for (const [what, text] of Object.entries(damaged)) {
      it(`throws on a file that ${what}, and names the command`, () => {
        writeFileSync(path, text);
        assert.throws(() => loadResults('remedies', path), {
          message: `${path}: not the results of an experiment. Make it with: npm run experiments -- remedies`,
        });
      });
    }
  });
});
