import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ORL_FACES_SET, type OrlFaces, loadOrlFaces } from '../../lib/data/orl-faces';
import { encodeSet } from '../../tools/data/build-set';
import { describeDamages } from './damaged-sets';
import { itWhereFetched } from './fetched-set';

const SIZE = 64;

/** Ten people with two pictures each, every pixel the picture's number times ten, but black in the first row. */
const smallFile = () => {
  const data = new Uint8Array(20 * SIZE ** 2);
  for (let i = 0; i < 20; i++) data.fill(10 * i, i * SIZE ** 2 + SIZE, (i + 1) * SIZE ** 2);
  return encodeSet(ORL_FACES_SET, {
    arrays: {
      images: { shape: [20, SIZE, SIZE], data },
      people: { shape: [20], data: Uint8Array.from({ length: 20 }, (_, i) => i >> 1) },
    },
  });
};

describe('loadOrlFaces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orl-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'small');
  before(() => writeFileSync(path, smallFile()));

  it('holds out every fifth person with all pictures', () => {
    const { train, test } = loadOrlFaces(64, path);
    assert.deepEqual([...test.people], [4, 4, 9, 9]);
    assert.deepEqual([...new Set(train.people)], [0, 1, 2, 3, 5, 6, 7, 8]);
    assert.deepEqual(test.images.shape, [4, 64, 64, 1]);
    assert.deepEqual(train.images.shape, [16, 64, 64, 1]);
    // The pictures of person 4 are 8 and 9, those of person 9 are 18 and 19.
    const last = [0, 1, 2, 3].map((i) => test.images.data[(i + 1) * SIZE ** 2 - 1]);
    assert.deepEqual(last, [80, 90, 180, 190]);
  });

  it('makes each pixel the mean of four at half the size', () => {
    const { train } = loadOrlFaces(32, path);
    assert.deepEqual(train.images.shape, [16, 32, 32, 1]);
    const second = train.images.data.subarray(32 ** 2, 2 * 32 ** 2);
    assert.deepEqual([second[0], second[32]], [5, 10]); // the first row is black in half of its pixels
  });

  it('throws on a size that there is not', () => {
    assert.throws(() => loadOrlFaces(48 as 32, path), {
      name: 'RangeError',
      message: 'expected a size of 32 or 64, but got 48',
    });
  });

  describeDamages(
    ORL_FACES_SET,
    (file) => loadOrlFaces(32, file),
    () => Buffer.from(smallFile()),
  );
});

describe('the ORL faces', () => {
  const load = () => loadOrlFaces(32);

  itWhereFetched(
    'are ten pictures each of 32 and of 8 people',
    ORL_FACES_SET,
    load,
    ({ train, test }) => {
      const counts = ({ people }: OrlFaces) =>
        [...new Set(people)].map((one) => people.filter((person) => person === one).length);
      assert.deepEqual(counts(train), Array(32).fill(10));
      assert.deepEqual(counts(test), Array(8).fill(10));
      const seen = new Set(train.people);
      assert.ok(test.people.every((person) => !seen.has(person)));
    },
  );

  itWhereFetched(
    'are 400 pictures, none twice and none blank',
    ORL_FACES_SET,
    load,
    ({ train, test }) => {
      const pictures = [train, test].flatMap(({ images }) =>
        Array.from({ length: images.shape[0] }, (_, i) =>
          images.data.subarray(i * 32 ** 2, (i + 1) * 32 ** 2),
        ),
      );
      assert.equal(new Set(pictures.map(String)).size, 400);
      for (const picture of pictures) {
        const darkest = picture.reduce((least, value) => Math.min(least, value));
        const brightest = picture.reduce((most, value) => Math.max(most, value));
        assert.ok(brightest - darkest > 60, `${darkest} to ${brightest}`);
      }
    },
  );
});
