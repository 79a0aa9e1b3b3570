import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

import { describeOmissions, holdsIdx, loadTrainingData } from '../../../tools/train/data';
import { idxBytes } from '../../data/idx-bytes';

const PICTURES = { size: 28, channels: 3, skipBad: true } as const;

describe('data to train on', () => {
  const parent = mkdtempSync(join(tmpdir(), 'data ü '));
  after(() => rmSync(parent, { recursive: true }));
  let count = 0;
  function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
    const folder = join(parent, String(count++));
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return folder;
  }
  const refused = () => assert.fail('nothing to say');

  it('is of MNIST where no folder is named', async () => {
    const { bytes, labels, classNames } = await loadTrainingData({}, refused);
    assert.deepEqual(bytes.shape, [60_000, 28, 28, 1]);
    assert.deepEqual([...labels.subarray(0, 3)], [5, 0, 4]); // MNIST's first three
    assert.deepEqual(classNames, [...'0123456789']);
  });

  it("is in MNIST's format where a file is named so, gzipped or not", () => {
    assert.ok(holdsIdx(folderOf({ 'train-images-idx3-ubyte': '' })));
    assert.ok(holdsIdx(folderOf({ 't10k-labels.idx1-ubyte.gz': '' })));
    assert.ok(!holdsIdx(folderOf({ 'a.png': '' })));
    assert.ok(!holdsIdx(join(parent, 'none')));
  });

  it('has as many classes as the highest label says', async () => {
    const folder = folderOf({
      'train-images-idx3-ubyte': idxBytes([2, 1, 1], [0, 255]),
      'train-labels-idx1-ubyte': idxBytes([2], [2, 0]),
      't10k-images-idx3-ubyte': idxBytes([1, 1, 1], [0]),
      't10k-labels-idx1-ubyte': idxBytes([1], [0]),
    });
    const { labels, classNames } = await loadTrainingData({ data: folder }, refused);
    assert.deepEqual(
      [[...labels], classNames],
      [
        [2, 0],
        ['0', '1', '2'],
      ],
    );
  });

  it('is of pictures otherwise, and says what is left out', async () => {
    const create = { width: 40, height: 30, channels: 3, background: '#f00' } as const;
    const folder = folderOf({
      '猫 1.png': await sharp({ create }).png().toBuffer(),
      'b.png': 'x',
      'notes.txt': '',
    });
    const lines: string[] = [];
    const source = { data: folder, pictures: PICTURES };
    const { bytes } = await loadTrainingData(source, (line) => lines.push(line));
    assert.deepEqual(bytes.shape, [1, 28, 28, 3]);
    assert.deepEqual(lines, [
      'Pictures left out: b.png (it is damaged, or no picture).',
      'Other files, not read: 1 .txt.',
    ]);
  });
});

describe('describeOmissions', () => {
  it('says nothing where all is read', () => {
    assert.deepEqual(describeOmissions({ skipped: [], ignored: {} }), []);
  });

  it('names the first five of many pictures', () => {
    const skipped = [...'abcdefg'].map((path) => ({ path, reason: 'it is empty' }));
    assert.match(
      describeOmissions({ skipped, ignored: {} })[0],
      /: a \(.*, e \([^)]*\) and 2 more\.$/,
    );
  });
});
