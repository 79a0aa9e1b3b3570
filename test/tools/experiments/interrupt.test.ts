import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('endAtInterrupt', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'interrupt-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps neither a row nor networks of half a training', async () => {
    const path = join(folder, 'endless.json');
    const program = join(__dirname, 'interrupted-trial.ts');
    const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', program, path]);
    let [stdout, stderr] = ['', ''];
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (/training$/m.test(stdout)) child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(code, 130, stderr);
    assert.match(stderr, /^npm run experiments: interrupted; .* The same command goes on\.$/m);
    assert.match(stdout, /training\n$/); // and no more
    assert.equal(existsSync(path), false);
  }).timeout(60_000);
});
