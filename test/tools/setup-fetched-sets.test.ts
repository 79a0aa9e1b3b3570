import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type SetRecord, sha256 } from '../../lib/data/manifest';
import { describeFailure } from '../../tools/setup/failure.mjs';
import { fetchedSet, fetchedSets } from '../../tools/setup/parts/fetched-sets';
import { Runner } from '../../tools/setup/runner';

const CONTENTS = Buffer.from('shells');
const RECORD: SetRecord = {
  title: 'Shells: three of them',
  licences: ['not free'],
  credit: [],
  sources: [],
  file: { name: 'fetched/shells.safetensors.gz', bytes: 6, sha256: sha256(CONTENTS) },
};

describe('fetchedSet', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fetched-'));
    const path = fileOf(root);
    for (const folder of [dirname(path), join(root, 'tools/data')]) {
      mkdirSync(folder, { recursive: true });
    }
  });
  beforeEach(() => {
    for (const name of ['node_modules', 'tsconfig.json']) {
      symlinkSync(join(process.cwd(), name), join(root, name)); // what runs a command of the course
    }
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const fileOf = (folder: string) => join(folder, 'data/sets/fetched/shells.safetensors.gz');
  /** Puts this in the place of the command that builds sets. */
  const command = (code: string) => writeFileSync(join(root, 'tools/data/main.ts'), code);
  async function run() {
    const part = { ...fetchedSet('shells', RECORD), needs: [] };
    return new Runner([part], { root, python: 'python3' }).run(part);
  }

  it('leaves a file alone that is the one of the manifest', async () => {
    writeFileSync(fileOf(root), CONTENTS);
    assert.equal((await run()).outcome, 'in place');
  });

  it('fetches a file that is missing, or was damaged', async () => {
    command(
      `require('fs').writeFileSync(${JSON.stringify(fileOf(root))}, process.argv[2]);`, // the name of the set
    );
    for (const damaged of [undefined, 'shell']) {
      rmSync(fileOf(root), { force: true });
      if (damaged) writeFileSync(fileOf(root), damaged);
      assert.equal((await run()).outcome, 'set up');
    }
  });

  it('is left out where there is no network, and names the command that gets it later', async () => {
    command(`console.log('fetching'); console.error('npm run data: no answer.'); process.exit(1);`);
    const { title, outcome, failure } = await run();
    assert.deepEqual([title, outcome], ['Shells', 'left out']);
    const text = describeFailure(failure);
    assert.match(text, /^Shells: could not be fetched\. The course goes on without it\.$/m);
    assert.match(text, /It said:\n {4}npm run data: no answer\.$/m);
    assert.match(text, /What to do: .*: npm run data -- shells$/m);
  });

  it('is left out when what came is not what the manifest says, and names both checksums', async () => {
    command(`require('fs').writeFileSync(${JSON.stringify(fileOf(root))}, 'stones');`);
    const { outcome, failure } = await run();
    assert.equal(outcome, 'left out');
    const sums = [CONTENTS, Buffer.from('stones')].map(sha256);
    assert.ok(describeFailure(failure).includes(`SHA-256 ${sums[0]}, but got ${sums[1]}`));
  });
});

describe('fetchedSets', () => {
  it('are MovieLens and the ORL faces, without which the course can be opened', () => {
    assert.deepEqual(
      fetchedSets.map(({ title }) => title),
      ['MovieLens', 'ORL faces'],
    );
    assert.ok(fetchedSets.every(({ isOptional }) => isOptional));
  });
});
