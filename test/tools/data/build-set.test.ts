import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sha256 } from '../../../lib/data/manifest';
import { readSet } from '../../../lib/data/set-file';
import { buildSet, encodeSet } from '../../../tools/data/build-set';
import type { SetDefinition } from '../../../tools/data/definition';

const SOURCE = {
  registry: 'npm',
  name: 'shells',
  version: '1.2.3',
  sha256: 'a'.repeat(64),
} as const;

/** Its build reads the name of its package's folder. */
const DEFINITION: SetDefinition<'shells'> = {
  set: { name: 'shells', version: '1' },
  title: 'Shells',
  licences: ['CC0-1.0'],
  credit: ['Shells by the sea, CC0'],
  packages: { shells: SOURCE },
  build: ({ shells }) =>
    Promise.resolve({
      arrays: { letters: { shape: [shells.length], data: Uint8Array.from(Buffer.from(shells)) } },
      texts: { names: ['one', 'two'] },
    }),
  sheet: () => [],
};
const store = {
  withUnpacked: <Name extends string, Result>(
    _wanted: unknown,
    work: (folders: Readonly<Record<Name, string>>) => Promise<Result>,
  ) => work({ shells: '/x/shells' } as Record<Name, string>),
};

describe('buildSet', () => {
  it('gives the same bytes each time', async () => {
    const [first, second] = [await buildSet(DEFINITION, store), await buildSet(DEFINITION, store)];
    assert.deepEqual(first, second);
  });

  it('gives a file that the library reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'build-'));
    try {
      const path = join(folder, 'shells.safetensors.gz');
      writeFileSync(path, (await buildSet(DEFINITION, store)).bytes);
      const set = readSet(DEFINITION.set, path);
      assert.equal(Buffer.from(set.array('letters', 'uint8', 1).data).toString(), '/x/shells');
      assert.deepEqual(set.lines('names'), ['one', 'two']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says where it comes from, and what is in the file', async () => {
    const { bytes, record } = await buildSet(DEFINITION, store);
    assert.deepEqual(record, {
      title: 'Shells',
      licences: ['CC0-1.0'],
      credit: ['Shells by the sea, CC0'],
      sources: [SOURCE],
      file: { name: 'shells.safetensors.gz', bytes: bytes.length, sha256: sha256(bytes) },
    });
  });
});

describe('encodeSet', () => {
  it('writes no time into the file', () => {
    const bytes = encodeSet(DEFINITION.set, { arrays: {} });
    assert.deepEqual([...bytes.subarray(4, 8)], [0, 0, 0, 0]); // RFC 1952: MTIME, 0 for none
  });

  it('throws on a line with a line break', () => {
    assert.throws(() => encodeSet(DEFINITION.set, { arrays: {}, texts: { names: ['a\nb'] } }), {
      message: 'expected lines without line breaks in names, but got a\nb',
    });
  });
});
