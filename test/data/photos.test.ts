import assert from 'node:assert/strict';

import { cutPatches } from '../../lib/data/patches';
import { PHOTOS_SET, loadPhotos } from '../../lib/data/photos';
import type { PictureSet } from '../../lib/data/picture-set';
import { describeDamages } from './damaged-sets';

describe('loadPhotos', () => {
  let photos: PictureSet;
  before(() => (photos = loadPhotos()));

  it('has eight photographs to train on and three others held out', () => {
    const names = [...photos.train, ...photos.test].map(({ name }) => name);
    assert.deepEqual([photos.train.length, photos.test.length], [8, 3]);
    assert.equal(new Set(names).size, 11);
  });

  it('has them in colour, of the sizes that their packages give, even', () => {
    const sizes = new Map(photos.train.map(({ name, picture }) => [name, picture.shape]));
    assert.deepEqual(sizes.get('astronaut'), [512, 512, 3]); // skimage.data.astronaut
    assert.deepEqual(sizes.get('cat'), [300, 450, 3]); // skimage.data.chelsea: 300 × 451
    assert.deepEqual(sizes.get('moose'), [340, 512, 3]); // 683 × 1024, halved
    for (const { picture } of [...photos.train, ...photos.test]) {
      assert.equal(
        picture.data.length,
        picture.shape.reduce((a, b) => a * b),
      );
    }
  });

  it("begins with the astronaut's picture: grey at the top, orange at the right below", () => {
    const [{ name, picture }] = photos.train;
    assert.equal(name, 'astronaut');
    const pixel = (y: number, x: number) =>
      [...picture.data.subarray((y * 512 + x) * 3)].slice(0, 3);
    const [red, green, blue] = pixel(350, 100); // the suit
    assert.ok(red > 200 && green < 120 && blue < 100, `${red}, ${green}, ${blue}`);
    const wall = pixel(5, 256);
    assert.ok(Math.max(...wall) - Math.min(...wall) < 25, `${wall}`);
  });

  it('gives hundreds of patches with contrast that share no pixel', () => {
    const count = (part: PictureSet['train']) => cutPatches(part, { step: 32 }).images.shape[0];
    // At most as many as fit in: astronaut 256, cat 126, rocket 260, moose 160, igloo 70, panels 70, dam 70, bucket 70.
    const [train, test] = [count(photos.train), count(photos.test)];
    assert.ok(train > 600 && train <= 1082, `${train}`);
    assert.ok(test > 250 && test <= 356, `${test}`); // 216 + 70 + 70
  });

  describeDamages(PHOTOS_SET, loadPhotos);
});
