import assert from 'node:assert/strict';

import { type Films, drawPortrait, makeFilms } from '../../../lib/data/bodies/films';
import { FIRST_HELD_OUT } from '../../../lib/data/choices';
import { loadMotions } from '../../../lib/data/motion/motions';

describe('makeFilms', () => {
  let train: Films;
  let test: Films;
  before(() => ({ train, test } = makeFilms({ train: 12, test: 4, seed: 1 })));

  it('makes 16 pairs of pictures a film', () => {
    assert.deepEqual(train.figures.shape, [12 * 16, 32, 32, 1]);
    assert.deepEqual(train.bodies.shape, train.figures.shape);
    assert.deepEqual(test.bodies.shape, [4 * 16, 32, 32, 1]);
  });

  it('shows of each film who moves, standing on the floor', () => {
    assert.deepEqual(train.portraits.shape, [12, 32, 32, 1]);
    for (const { portraits, shots } of [train, test]) {
      shots.forEach(({ build }, i) => {
        const portrait = portraits.data.subarray(i * 32 * 32, (i + 1) * 32 * 32);
        assert.deepEqual(portrait, drawPortrait(build).data);
        const rows = Array.from({ length: 32 }, (_, row) => portrait.subarray(row * 32, (row + 1) * 32).some((grey) => grey > 60)); // prettier-ignore
        assert.ok([28, 29].includes(rows.lastIndexOf(true)), `${rows.lastIndexOf(true)}`); // the floor is two rows up
        assert.ok(rows.indexOf(true) < 12 && rows.slice(rows.indexOf(true), 29).every(Boolean));
      });
    }
  });

  it('holds clips and builds out', () => {
    const heldOut = loadMotions().test.map(({ name }) => name);
    for (const { action, build } of train.shots) {
      assert.ok(!heldOut.includes(action) && build.number < FIRST_HELD_OUT);
    }
    for (const { action, build } of test.shots) {
      assert.ok(heldOut.includes(action) && build.number >= FIRST_HELD_OUT);
    }
  });

  it('shows body and figure at one place: half of what the body covers, the figure does', () => {
    for (const { figures, bodies } of [train, test]) {
      let [both, body] = [0, 0];
      bodies.data.forEach((grey, i) => {
        if (grey < 60) return;
        body++;
        if (figures.data[i] > 60) both++;
      });
      assert.ok(both / body > 0.5, `${both / body}`);
    }
  });

  it('throws when there is to be none', () => {
    assert.throws(
      () => makeFilms({ train: 0, test: 1, seed: 1 }),
      /expected train to be an integer of at least 1, but got 0/,
    );
  });
});
