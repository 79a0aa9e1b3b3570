import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type SetRecord, readManifest, readSetRecords } from '../../../lib/data/manifest';
import { writeRecord } from '../../../tools/data/manifest-file';

const record = (title: string): SetRecord => ({
  title,
  licences: ['MIT'],
  credit: [],
  sources: [],
  file: { name: 'x', bytes: 1, sha256: '' },
});

describe('writeRecord', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-file-'));
  after(() => rmSync(folder, { recursive: true }));

  it('puts a set in its place by name, and leaves all else as it is', async () => {
    const path = join(folder, 'manifest.json');
    writeFileSync(path, '{ "mnist": { "title": "MNIST" } }');
    for (const name of ['shells', 'leaves', 'shells']) await writeRecord(path, name, record(name));
    assert.deepEqual(Object.keys(readSetRecords(path)), ['leaves', 'shells']);
    assert.deepEqual(Object.keys(readManifest(path)), ['mnist']);
    assert.ok(readFileSync(path, 'utf8').endsWith('}\n'));
  });
});
