import assert from 'node:assert/strict';

import {
  type Characters,
  drawCharacters,
  makeCharacters,
} from '../../../lib/data/bodies/characters';
import { FIRST_HELD_OUT } from '../../../lib/data/choices';

const CELLS = 16 ** 3;
const shapesOf = ({ shapes: { data } }: Characters) =>
  Array.from({ length: data.length / CELLS }, (_, i) => data.subarray(i * CELLS, (i + 1) * CELLS));

describe('makeCharacters', () => {
  let train: Characters;
  let test: Characters;
  before(() => ({ train, test } = makeCharacters({ train: 200, test: 50, seed: 1 })));

  it('makes as many as asked for, 16×16×16, of nearly every clip', () => {
    assert.deepEqual(train.shapes.shape, [200, 16, 16, 16]);
    assert.deepEqual(test.shapes.shape, [50, 16, 16, 16]);
    // A given one of 20 clips is not among 200 draws in 35 of a million cases.
    assert.equal(new Set(train.characters.map(({ action }) => action)).size, 20);
  });

  it('has other builds to test with, and no shape on both sides', () => {
    assert.ok(train.characters.every(({ build }) => build.number < FIRST_HELD_OUT));
    assert.ok(test.characters.every(({ build }) => build.number >= FIRST_HELD_OUT));
    const known = new Set(shapesOf(train).map((cells) => cells.join('')));
    assert.ok(shapesOf(test).every((cells) => !known.has(cells.join(''))));
    assert.equal(known.size, 200);
  });

  it('fills the cube with the longest side, from the floor on', () => {
    for (const cells of [...shapesOf(train), ...shapesOf(test)]) {
      const filled = [...cells.keys()].filter((at) => cells[at]);
      const widths = [256, 16, 1].map((stride) => {
        const places = filled.map((at) => Math.floor(at / stride) % 16);
        return Math.max(...places) - Math.min(...places) + 1;
      });
      assert.equal(Math.max(...widths), 16);
      assert.ok(cells.subarray(0, 256).includes(1));
    }
  });

  it('makes the same again', () => {
    assert.deepEqual(makeCharacters({ train: 0, test: 50, seed: 1 }).test, test);
  });
});

describe('drawCharacters', () => {
  const { characters } = makeCharacters({ train: 4, test: 0, seed: 2 }).train;

  it('draws each in the size asked for, on black', () => {
    const { shape, data } = drawCharacters(characters, { azimuth: 0, size: 32 });
    assert.deepEqual(shape, [4, 32, 32, 1]);
    for (let i = 0; i < 4; i++) {
      const picture = data.subarray(i * 1024, (i + 1) * 1024);
      const share = picture.filter((grey) => grey > 40).length / 1024;
      assert.ok(share > 0.02 && share < 0.4, `${share}`);
      assert.equal(picture[0], 0);
    }
  });

  it('throws when there is none to draw', () => {
    assert.throws(
      () => drawCharacters([], { azimuth: 0, size: 32 }),
      /expected at least one image/,
    );
  });
});
