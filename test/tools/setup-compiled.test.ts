import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Work } from '../../tools/setup/part';
import { library } from '../../tools/setup/parts/compiled';
import { runCommand } from '../../tools/setup/run-command.mjs';

describe('the part that compiles the library', function () {
  this.timeout(30_000); // two runs of the compiler
  let root: string;
  let work: Work;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'mein Kürs ü-'));
    symlinkSync(join(__dirname, '../../node_modules'), join(root, 'node_modules'));
    mkdirSync(join(root, 'lib'));
    writeFileSync(join(root, 'tsconfig.json'), '{}');
    const compilerOptions = { outDir: 'dist', types: [], lib: ['es5'], skipLibCheck: true };
    const config = { compilerOptions, exclude: ['dist'] };
    writeFileSync(join(root, 'lib/tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(root, 'lib/a.ts'), 'export const a: number = 1;\n');
    const run: Work['run'] = (command, args, options) =>
      runCommand(command, args, { cwd: root, ...options });
    work = { root, python: 'python3', progress: () => {}, run };
    await library.remedy(work);
  });
  after(() => rmSync(root, { recursive: true }));

  it('is in place after its remedy', async () => {
    assert.ok(existsSync(join(root, 'lib/dist/a.js')));
    await library.probe(work);
  });

  it('stays so when JupyterLab leaves a copy of a source that it has opened', async () => {
    mkdirSync(join(root, 'lib/.ipynb_checkpoints'));
    writeFileSync(join(root, 'lib/.ipynb_checkpoints/a-checkpoint.ts'), '');
    await library.probe(work);
  });

  it('stays so in a folder that was moved', async () => {
    const moved = `${root}-moved`;
    renameSync(root, moved);
    root = moved;
    work = { ...work, root };
    await library.probe(work);
  });

  it('notices that a result has changed', async () => {
    writeFileSync(join(root, 'lib/dist/a.js'), 'exports.a = 2;\n');
    await assert.rejects(library.probe(work), /have changed/);
  });

  it('notices a changed source, and fails with what the compiler says of it', async () => {
    writeFileSync(join(root, 'lib/a.ts'), "export const a: number = 'one';\n");
    await assert.rejects(library.probe(work), /have changed/);
    await assert.rejects(library.remedy(work), (error: { output?: string }) => {
      assert.match(error.output ?? '', /a\.ts\(1,14\): error TS2322/);
      return true;
    });
    await assert.rejects(library.probe(work));
  });
});
