import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tf } from '../../lib/backend';
import { compileStep } from '../../lib/backend/compiled-step';

const ROOT = join(__dirname, '../..');

describe('compileStep, of a temporary folder', () => {
  let folder: string;
  const { TMPDIR } = process.env;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'temporary-'))));
  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  after(() => rmSync(folder, { recursive: true }));

  it('that is missing, says so and how to name another', () => {
    process.env.TMPDIR = join(folder, 'none');
    assert.throws(() => compileStep((x) => [tf.mul(x, 2)], [tf.ones([2])]), {
      name: 'Error',
      message: new RegExp(
        `^${process.env.TMPDIR}: a compiled step could not be written there \\(ENOENT.*\\)\\. ` +
          'Make room in it, or name another folder by the environment variable TMPDIR\\.$',
      ),
    });
  });

  it('that is full, says so and leaves nothing in it', () => {
    const program = `
      const { tf } = require('./lib/backend');
      const { compileStep } = require('./lib/backend/compiled-step');
      try { compileStep((x) => [tf.mul(x, 2)], [tf.ones([2])]); } catch (error) { console.log(error.message); }`;
    // No file may have a byte: a write fails as on a full disk.
    const limited = `trap '' XFSZ; ulimit -f 0; exec "$@"`;
    const node = [
      process.execPath,
      '--require',
      'ts-node/register/transpile-only',
      '--eval',
      program,
    ];
    const { stdout } = spawnSync('bash', ['-c', limited, 'bash', ...node], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: folder },
    });
    assert.match(stdout, /: a compiled step could not be written there \(EFBIG.*TMPDIR\.$/m);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('step-')),
      [],
    );
  });
});
