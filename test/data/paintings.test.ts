import assert from 'node:assert/strict';

import { PAINTINGS_SET, loadPaintings } from '../../lib/data/paintings';
import { cutPatches } from '../../lib/data/patches';
import type { PictureSet } from '../../lib/data/picture-set';
import { describeDamages } from './damaged-sets';

describe('loadPaintings', () => {
  let paintings: PictureSet;
  before(() => (paintings = loadPaintings()));

  it('has six paintings to train on and two others held out', () => {
    const names = [...paintings.train, ...paintings.test].map(({ name }) => name);
    assert.deepEqual([paintings.train.length, paintings.test.length], [6, 2]);
    assert.equal(new Set(names).size, 8);
  });

  it('has them 488 pixels high: 500 without a margin of 6', () => {
    for (const { picture } of [...paintings.train, ...paintings.test]) {
      const [height, width, channels] = picture.shape;
      assert.deepEqual([height, channels], [488, 3]);
      assert.equal(picture.data.length, height * width * 3);
    }
  });

  it("has the Night Café's red wall", () => {
    const { picture } = paintings.train[1];
    const [red, green, blue] = picture.data.subarray((100 * picture.shape[1] + 440) * 3);
    assert.ok(red > 100 && green < 70 && blue < 70, `${red}, ${green}, ${blue}`);
  });

  it('gives more than a thousand patches to train on that share no pixel', () => {
    const { images } = cutPatches(paintings.train, { step: 32 });
    // At most 15 rows of 11 + 19 + 12 + 20 + 11 + 18 patches.
    assert.ok(images.shape[0] > 1000 && images.shape[0] <= 15 * 91, `${images.shape[0]}`);
  });

  describeDamages(PAINTINGS_SET, loadPaintings);
});
