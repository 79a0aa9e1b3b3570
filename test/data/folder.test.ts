import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { dataFolder } from '../../lib/data/folder';

describe('dataFolder', () => {
  let repository: string;
  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'repository-'));
  });
  afterEach(() => rmSync(repository, { recursive: true }));

  /** The same function from a copy of its file elsewhere. */
  async function copiedTo(file: string): Promise<typeof dataFolder> {
    const path = join(repository, file);
    mkdirSync(dirname(path), { recursive: true });
    cpSync('lib/data/folder.ts', path);
    return (await import(path)).dataFolder;
  }

  it('is the folder of data/manifest.json', () => {
    assert.equal(dataFolder(), join(process.cwd(), 'data'));
    assert.ok(existsSync(join(dataFolder(), 'manifest.json')));
  });

  it('is the same for a library one folder deeper, as the compiled one is', async () => {
    mkdirSync(join(repository, 'data'));
    writeFileSync(join(repository, 'data/manifest.json'), '{}');
    const copied = await copiedTo('lib/dist/data/folder.ts');
    assert.equal(copied(), join(repository, 'data')); // not lib/data, nor lib/dist/data
  });

  it('throws when no folder above the library holds one', async () => {
    const copied = await copiedTo('lib/data/folder.ts');
    assert.throws(copied, {
      message:
        `${join(repository, 'lib/data')}: no folder above it holds data/manifest.json. ` +
        'Use the library inside its repository, or give a path.',
    });
  });
});
