import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

describe("README's example of the library", () => {
  /** Beside the course's own configuration, as the reader's file is, but in a folder of its own. */
  let folder: string;
  before(() => {
    mkdirSync(join(ROOT, 'runs'), { recursive: true });
    folder = mkdtempSync(join(ROOT, 'runs/readme-'));
    symlinkSync(join(ROOT, 'lib'), join(folder, 'lib'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('runs by the command beside it, and draws what it says', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const [, name, command, code] =
      /`(my-gan\.ts)`[^`]*`(npx [^`]*)`:\n\n```ts\n([^`]*)```/.exec(readme) ?? assert.fail('none');
    writeFileSync(join(folder, name), code);
    const { status, stderr } = spawnSync('bash', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(readFileSync(join(folder, 'losses.png')).toString('latin1', 1, 4), 'PNG');
  });
});
