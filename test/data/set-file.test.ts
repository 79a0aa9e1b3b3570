import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSet, setFileName, setPath } from '../../lib/data/set-file';
import { encodeSet } from '../../tools/data/build-set';

const SET = { name: 'shells', version: '2' };

describe('readSet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'set-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'shells.safetensors.gz');
  before(() =>
    writeFileSync(
      path,
      encodeSet(SET, {
        arrays: { sizes: { shape: [2, 1], data: Int16Array.of(-1, 300) } },
        texts: { names: ['whelk', 'cowrie'] },
      }),
    ),
  );

  it('gives arrays and texts by name', () => {
    const set = readSet(SET, path);
    assert.deepEqual(set.array('sizes', 'int16', 2), {
      shape: [2, 1],
      data: Int16Array.of(-1, 300),
    });
    assert.deepEqual(set.lines('names'), ['whelk', 'cowrie']);
  });

  it('throws when asked for an array of another kind or number of dimensions', () => {
    const set = readSet(SET, path);
    const message =
      /expected sizes of \w+ in \d dimensions, but got int16 \[2, 1\]\. Make it again/;
    assert.throws(() => set.array('sizes', 'uint8', 2), message);
    assert.throws(() => set.array('sizes', 'int16', 1), message);
  });

  it('throws when asked for a text that is not there', () => {
    assert.throws(() => readSet(SET, path).lines('weights'), /expected a text weights/);
  });
});

describe('setPath', () => {
  it('is in data/sets', () => {
    assert.equal(setPath(SET), join(process.cwd(), 'data/sets/shells.safetensors.gz'));
  });
});

describe('setFileName', () => {
  it('puts copyleft sets into a folder of their own', () => {
    const name = setFileName({ ...SET, isCopyleft: true });
    assert.equal(name, 'copyleft/shells.safetensors.gz');
  });

  it('puts sets that may not be passed on into a folder that git ignores', () => {
    const name = setFileName({ ...SET, isFetched: true });
    assert.equal(name, 'fetched/shells.safetensors.gz');
  });
});
