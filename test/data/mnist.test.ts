import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { tf } from '../../lib/backend';
import { type ImageDataset, loadIdx, loadMnist } from '../../lib/data/mnist';
import { assertClose } from '../assert-close';
import { idxBytes } from './idx-bytes';

describe('loadMnist', () => {
  let mnist: ImageDataset;
  before(() => (mnist = loadMnist()));
  after(() => tf.dispose([mnist.train.images, mnist.test.images]));

  it('makes tensors when they are first asked for, once, and again after they are disposed', () => {
    const { train } = loadMnist();
    const { numTensors } = tf.memory();
    const first = tf.tidy(() => train.images);
    assert.equal(tf.memory().numTensors, numTensors + 1); // a tidy around it leaves it alone
    assert.equal(train.images, first);
    first.dispose();
    assert.equal(train.images.isDisposed, false);
    train.images.dispose();
    assert.deepEqual(train.bytes.shape, [60_000, 28, 28, 1]);
  });

  it('has 60,000 training and 10,000 test images of 28×28', () => {
    assert.deepEqual(mnist.train.images.shape, [60_000, 28, 28, 1]);
    assert.deepEqual(mnist.test.images.shape, [10_000, 28, 28, 1]);
    assert.deepEqual([mnist.train.labels.length, mnist.test.labels.length], [60_000, 10_000]);
  });

  it('scales to 0..1', () => {
    assert.equal(mnist.train.images.min().dataSync()[0], 0);
    assertClose(mnist.train.images.max().dataSync()[0], 1);
  });

  it('begins with the 5 that everybody knows', () => {
    assert.equal(mnist.train.labels[0], 5);
    // Row 5 of the first image begins its ink at column 12, with the byte 3.
    const row = mnist.train.images.slice([0, 5, 0, 0], [1, 1, 28, 1]).dataSync();
    assert.equal(
      row.findIndex((pixel) => pixel > 0),
      12,
    );
    assertClose(row[12], 3 / 255);
  });

  it('has each digit about as often: 5,421 fives and 6,742 ones in training', () => {
    const count = (digit: number) => mnist.train.labels.filter((label) => label === digit).length;
    // From the table of the data set's own publication.
    assert.deepEqual([count(5), count(1)], [5421, 6742]);
  });
});

describe('loadIdx', () => {
  const parent = mkdtempSync(join(tmpdir(), 'mnist-'));
  after(() => rmSync(parent, { recursive: true }));
  const good = join(parent, 'good');
  const images = idxBytes([2, 2, 3], [0, 51, 102, 153, 204, 255, 255, 0, 255, 0, 255, 0]);
  before(() => {
    mkdirSync(good);
    writeFileSync(join(good, 'train-images-idx3-ubyte'), images);
    writeFileSync(join(good, 'train-labels-idx1-ubyte'), idxBytes([2], [7, 3]));
    writeFileSync(join(good, 't10k-images-idx3-ubyte.gz'), gzipSync(images));
    writeFileSync(join(good, 't10k-labels-idx1-ubyte.gz'), gzipSync(idxBytes([2], [1, 9])));
  });
  const broken = (name: string, damage: (folder: string) => void) => {
    const folder = join(parent, name);
    cpSync(good, folder, { recursive: true });
    damage(folder);
    return folder;
  };

  it('loads plain and gzipped files of any size of image', () => {
    const { train, test } = loadIdx(good);
    assert.deepEqual(train.images.shape, [2, 2, 3, 1]);
    assertClose(train.images.dataSync().slice(0, 6), [0, 0.2, 0.4, 0.6, 0.8, 1]);
    assert.deepEqual([...train.labels, ...test.labels], [7, 3, 1, 9]);
  });

  const renamings: Record<string, (path: string, name: string) => string> = {
    'each in a folder of its name': (path, name) => join(path, name),
    'with a dot for the dash': (path) => path.replace('-idx', '.idx'),
    'with a dot, in a folder of the name with a dash': (path, name) =>
      join(path, name.replace('-idx', '.idx')),
  };
  for (const [what, rename] of Object.entries(renamings)) {
    it(`loads files as unpackers leave them, ${what}`, () => {
      const folder = broken(what, (f) => {
        for (const name of readdirSync(f)) {
          const [path, aside] = [join(f, name), join(f, 'aside')];
          renameSync(path, aside);
          const target = rename(path, name);
          mkdirSync(dirname(target), { recursive: true });
          renameSync(aside, target);
        }
      });
      const { train, test } = loadIdx(folder);
      assert.deepEqual(train.images.shape, [2, 2, 3, 1]);
      assert.deepEqual([...train.labels, ...test.labels], [7, 3, 1, 9]);
    });
  }

  it('tells a folder in the place of a file, and a file in the place of the folder', () => {
    const folder = broken('folders', (f) => {
      rmSync(join(f, 'train-images-idx3-ubyte'));
      mkdirSync(join(f, 'train-images-idx3-ubyte'));
    });
    assert.throws(
      () => loadIdx(folder),
      /expected train-images-idx3-ubyte or train-images-idx3-ubyte\.gz, but the folder holds/,
    );
    assert.throws(
      () => loadIdx(join(good, 'train-images-idx3-ubyte')),
      /train-images-idx3-ubyte: expected a folder, but it is a file. Name the folder that it is in/,
    );
  });

  it('scales to −1..1 when asked', () => {
    const { train } = loadIdx(good, { range: 'minusOneToOne' });
    assertClose(train.images.dataSync().slice(0, 6), [-1, -0.6, -0.2, 0.2, 0.6, 1]);
  });

  it('tells a folder that does not exist', () => {
    assert.throws(() => loadIdx(join(parent, 'none')), /none: no such folder/);
  });

  it('tells an empty folder', () => {
    const folder = join(parent, 'empty');
    mkdirSync(folder);
    assert.throws(
      () => loadIdx(folder),
      /expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, but the folder is empty/,
    );
  });

  it('tells labels that do not match images', () => {
    const folder = broken('counts', (f) =>
      writeFileSync(join(f, 'train-labels-idx1-ubyte'), idxBytes([3], [1, 2, 3])),
    );
    assert.throws(
      () => loadIdx(folder),
      /train-images-idx3-ubyte has 2 images, but .* has 3 labels/,
    );
  });

  it('tells images where labels should be', () => {
    const folder = broken('swapped', (f) =>
      writeFileSync(join(f, 'train-labels-idx1-ubyte'), images),
    );
    assert.throws(() => loadIdx(folder), /expected 1 dimensions, but got 3/);
  });

  it('keeps no tensor when the second part is damaged', () => {
    const folder = broken('leak', (f) => rmSync(join(f, 't10k-labels-idx1-ubyte.gz')));
    const before = tf.memory().numTensors;
    assert.throws(() => loadIdx(folder), /t10k-labels-idx1-ubyte/);
    assert.equal(tf.memory().numTensors, before);
  });
});
