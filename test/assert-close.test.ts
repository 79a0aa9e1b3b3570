import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assertClose } from './assert-close';

const ROOT = join(__dirname, '..');

describe('assertClose', () => {
  it('passes numbers that differ by the tolerance, and no more', () => {
    assertClose([1, 2], [1.25, 1.75], 0.25);
    assert.throws(() => assertClose([1, 2], [1.25, 1.5], 0.25), {
      message: 'number 1: expected 1.5 ± 0.25, but got 2',
    });
    assert.throws(() => assertClose([1], [NaN]), /but got 1/);
    assert.throws(() => assertClose([1, 2], [1]), /expected 1 numbers, but got 2/);
  });

  describe('as mocha prints its failure', () => {
    let folder: string;
    before(() => (folder = mkdtempSync(join(tmpdir(), 'failing-'))));
    after(() => rmSync(folder, { recursive: true }));

    it('shows the number that was found', () => {
      const file = join(folder, 'failing.test.ts');
      const path = JSON.stringify(join(__dirname, 'assert-close'));
      writeFileSync(file, `it('fails', () => require(${path}).assertClose([1, 2], [1, 3]));`);
      const mocha = join(ROOT, 'node_modules/mocha/bin/mocha.js');
      const { stdout, status } = spawnSync(process.execPath, [mocha, file], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      assert.equal(status, 1);
      assert.match(stdout, /number 1: expected 3 ± 0\.000001, but got 2/);
    });
  });
});
