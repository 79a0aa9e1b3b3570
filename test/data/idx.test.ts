import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { readIdx } from '../../lib/data/idx';
import { idxBytes } from './idx-bytes';

describe('readIdx', () => {
  const folder = mkdtempSync(join(tmpdir(), 'idx-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const bytes = idxBytes([2, 3], [0, 1, 2, 253, 254, 255]);

  it('reads shape and numbers', () => {
    const { shape, data } = readIdx(file('plain', bytes));
    assert.deepEqual(shape, [2, 3]);
    assert.deepEqual([...data], [0, 1, 2, 253, 254, 255]);
  });

  it('reads a gzipped file whatever its name', () => {
    assert.deepEqual([...readIdx(file('zipped', gzipSync(bytes))).data], [0, 1, 2, 253, 254, 255]);
  });

  it('names a missing file', () => {
    assert.throws(() => readIdx(join(folder, 'none')), /none: no such file/);
  });

  it('tells a folder', () => {
    assert.throws(() => readIdx(folder), {
      message: `${folder}: expected a file, but it is a folder. Name the file, or move the folder away.`,
    });
  });

  it('tells a wrong magic number', () => {
    const floats = Buffer.from(bytes);
    floats[2] = 0x0d; // the code of 32-bit floats
    assert.throws(
      () => readIdx(file('floats', floats)),
      /starts with 000008, but it starts with 00000d02/,
    );
  });

  it('tells an empty file', () => {
    assert.throws(() => readIdx(file('empty', Buffer.alloc(0))), /but it starts with nothing/);
  });

  it('tells a file cut off inside its header', () => {
    assert.throws(() => readIdx(file('header', bytes.subarray(0, 6))), /cut off inside its header/);
  });

  it('tells a truncated file, with both counts', () => {
    const path = file('short', bytes.subarray(0, bytes.length - 2));
    assert.throws(() => readIdx(path), /promises 2 × 3 = 6 bytes, but 4 follow/);
  });

  it('tells a file with more than its header promises', () => {
    const path = file('long', Buffer.concat([bytes, Buffer.alloc(1)]));
    assert.throws(() => readIdx(path), /promises 2 × 3 = 6 bytes, but 7 follow/);
  });

  it('tells a gzip file that is cut off', () => {
    const path = file('cut.gz', gzipSync(bytes).subarray(0, 15));
    assert.throws(() => readIdx(path), /the gzip file is damaged or cut off/);
  });
});
