import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import {
  type Manifest,
  readManifest,
  readSetRecords,
  sha256,
  verifyDataSet,
} from '../../lib/data/manifest';
import { mnistFolder } from '../../lib/data/mnist';
import { SETS } from '../../tools/data/sets';

/** Licences that ask for no copy of their text with the work, or for its address only; and what has no licence. */
const WITHOUT_TEXT = ['public domain', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'not free'];

const committed = readManifest('data/manifest.json');

describe('data/manifest.json', () => {
  it('says of every data set where it comes from, under which licence, and what is in it', () => {
    for (const { title, source, licence, files } of Object.values(committed)) {
      assert.ok([title, source, licence].every((text) => text.length > 2));
      assert.ok(files.length > 0);
      for (const file of files) {
        assert.match(file.sha256, /^[0-9a-f]{64}$/);
        assert.match(file.md5, /^[0-9a-f]{32}$/);
        assert.ok(file.bytes > 0);
      }
    }
  });

  it("has MNIST's sizes: a header of 4 + 4 bytes a dimension, then a byte for each number", () => {
    const sizes = new Map(committed.mnist.files.map(({ name, bytes }) => [name, bytes]));
    assert.equal(sizes.get('train-images-idx3-ubyte'), 4 + 4 * 3 + 60_000 * 28 * 28);
    assert.equal(sizes.get('t10k-images-idx3-ubyte'), 4 + 4 * 3 + 10_000 * 28 * 28);
    assert.equal(sizes.get('train-labels-idx1-ubyte'), 4 + 4 + 60_000);
    assert.equal(sizes.get('t10k-labels-idx1-ubyte'), 4 + 4 + 10_000);
  });
});

describe('the sets of data/manifest.json', () => {
  const records = readSetRecords('data/manifest.json');

  it('are those that can be built', () => {
    const names = SETS.map(({ set }) => set.name);
    assert.deepEqual(Object.keys(records), names.sort());
  });

  it('are of the definitions that built them', () => {
    for (const { set, title, licences, credit, packages } of SETS) {
      const record = records[set.name];
      assert.deepEqual([record.title, record.licences, record.credit], [title, licences, credit]);
      const sums = (sources: readonly { sha256: string }[]) => sources.map((one) => one.sha256);
      assert.deepEqual(sums(record.sources), sums(Object.values(packages)));
    }
  });

  it('are on disk, byte for byte, each of at most 3 MB; those not free only where set-up has fetched them', () => {
    for (const [name, { file, licences }] of Object.entries(records)) {
      const isFetched = file.name.startsWith('fetched/');
      assert.equal(licences.includes('not free'), isFetched, name);
      if (isFetched && !existsSync(join('data/sets', file.name))) continue;
      const bytes = readFileSync(join('data/sets', file.name));
      assert.deepEqual([bytes.length, sha256(bytes)], [file.bytes, file.sha256], name);
      assert.ok(bytes.length <= 3_000_000, name);
    }
  });

  it('are not passed on where that is not free: git has none of them', () => {
    const committed = execFileSync('git', ['ls-files', 'data/sets'], { encoding: 'utf8' });
    assert.ok(committed.includes('data/sets/smiles') && !committed.includes('fetched'));
    const ignored = execFileSync('git', ['check-ignore', 'data/sets/fetched/movielens'], {
      encoding: 'utf8',
    });
    assert.match(ignored, /fetched/);
  });

  it('say whom to name, from where they come, and under which licences whose texts lie beside', () => {
    for (const { licences, credit, sources, file } of Object.values(records)) {
      assert.ok(credit.length > 0 && sources.length > 0 && licences.length > 0);
      assert.ok(sources.every((source) => /^[0-9a-f]{64}$/.test(source.sha256)));
      for (const licence of licences.filter((one) => !WITHOUT_TEXT.includes(one))) {
        assert.ok(existsSync(join('data/sets', dirname(file.name), 'licences', `${licence}.txt`)));
      }
    }
  });
});

describe('sha256', () => {
  it('is that of the standard for "abc"', () => {
    // FIPS 180-2, appendix B.1
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.equal(sha256(Buffer.from('abc')), expected);
  });
});

describe('verifyDataSet', () => {
  const parent = mkdtempSync(join(tmpdir(), 'manifest-'));
  after(() => rmSync(parent, { recursive: true }));
  const record = (title: string, contents: Record<string, string>) => ({
    title,
    source: 'here',
    licence: 'none',
    files: Object.entries(contents).map(([name, content]) => ({
      name,
      bytes: content.length,
      sha256: sha256(Buffer.from(content)),
      md5: '',
    })),
  });
  const manifest: Manifest = {
    digits: record('Digits', { images: 'abc', labels: '123' }),
    letters: record('Letters', { images: 'xyz', labels: '123' }),
  };
  const folderOf = (name: string, contents: Record<string, string | Buffer>) => {
    const folder = join(parent, name);
    mkdirSync(folder);
    for (const [file, content] of Object.entries(contents)) {
      writeFileSync(join(folder, file), content);
    }
    return folder;
  };

  it('finds the installed MNIST whole', () => {
    assert.equal(verifyDataSet(mnistFolder(), committed), committed.mnist);
  });

  it('tells data sets with equal file names apart, gzipped or not', () => {
    const zipped = folderOf('zipped', { 'images.gz': gzipSync('xyz'), labels: '123' });
    assert.equal(verifyDataSet(zipped, manifest).title, 'Letters');
    assert.equal(
      verifyDataSet(folderOf('plain', { images: 'abc', labels: '123' }), manifest).title,
      'Digits',
    );
  });

  it('names the file that differs, what was expected and what was found', () => {
    const folder = folderOf('flipped', { images: 'abc', labels: '133' });
    const [expected, found] = ['123', '133'].map((text) => sha256(Buffer.from(text)));
    assert.throws(() => verifyDataSet(folder, manifest), {
      message: `${join(folder, 'labels')}: expected the SHA-256 ${expected} (Digits), but got ${found}. Fetch the file again.`,
    });
  });

  it('finds a single changed bit in a copy of the real labels', () => {
    const folder = join(parent, 'copy');
    cpSync(mnistFolder(), folder, { recursive: true });
    const path = join(folder, 't10k-labels-idx1-ubyte');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(path, bytes);
    assert.throws(
      () => verifyDataSet(folder, committed),
      /t10k-labels-idx1-ubyte: expected the SHA-256/,
    );
  });

  it('names a file that is missing', () => {
    const folder = folderOf('half', { images: 'abc' });
    assert.throws(
      () => verifyDataSet(folder, manifest),
      /expected labels or labels.gz, but the folder holds images/,
    );
  });
});
