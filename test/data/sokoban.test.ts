import assert from 'node:assert/strict';

import {
  type Level,
  type Levels,
  SOKOBAN_SET,
  SOKOBAN_TILES,
  loadSokoban,
  parseLevel,
  printLevel,
} from '../../lib/data/sokoban';
import { describeDamages } from './damaged-sets';

const levelsOf = ({ shape: [count, height, width], data }: Levels): Level[] =>
  Array.from({ length: count }, (_, i) => ({
    shape: [height, width],
    data: data.subarray(i * height * width, (i + 1) * height * width),
  }));

/** How many tiles of a level have this word in their name. */
const count = ({ data }: Level, word: string) =>
  [...data].filter((tile) => SOKOBAN_TILES[tile].name.includes(word)).length;

/** The texts of a level in a square, as it is, turned, and mirrored. */
function formsOf(level: Level): string[] {
  let rows = printLevel(level)
    .split('\n')
    .map((row) => [...row]);
  const texts: string[] = [];
  for (let i = 0; i < 4; i++) {
    rows = rows.map((_, x) => rows.map((row) => row[x]).reverse()); // a quarter turn
    texts.push(rows.map((row) => row.join('')).join('\n'));
    texts.push(rows.map((row) => [...row].reverse().join('')).join('\n'));
  }
  return texts;
}

describe('loadSokoban', () => {
  let small: { readonly train: Levels; readonly test: Levels };
  let large: { readonly train: Levels; readonly test: Levels };
  before(() => ([small, large] = [loadSokoban(10), loadSokoban(16)]));

  it('has 275 levels of up to 10×10 and 693 of up to 16×16, a fifth of them held out', () => {
    for (const [{ train, test }, size, expected] of [
      [small, 10, 275],
      [large, 16, 693],
    ] as const) {
      assert.equal(train.names.length + test.names.length, expected);
      assert.ok(Math.abs(test.names.length / expected - 0.2) < 0.03, `${test.names.length}`);
      for (const { shape, data, names } of [train, test]) {
        assert.deepEqual(shape, [names.length, size, size]);
        assert.equal(data.length, names.length * size * size);
        assert.ok(data.every((tile) => tile < SOKOBAN_TILES.length));
      }
    }
  });

  it('has the small levels on the same side in both sizes', () => {
    const names = new Set(large.test.names);
    assert.ok(small.test.names.every((name) => names.has(name)));
    assert.ok(small.train.names.every((name) => !names.has(name)));
  });

  it('has one player and as many boxes as goals in each, at least one of them not there yet', () => {
    for (const level of [large.train, large.test].flatMap(levelsOf)) {
      assert.equal(count(level, 'player'), 1);
      assert.equal(count(level, 'box'), count(level, 'goal'));
      assert.ok(count(level, 'box') > count(level, 'box on a goal'));
    }
  });

  it('shows a well-known first level, microban 1, in the middle', () => {
    const known = '####|# .#|#  ###|#*@  #|#  $ #|#  ###|####'.split('|');
    const levels = [small.train, small.test].flatMap(levelsOf);
    const names = [small.train, small.test].flatMap((part) => part.names);
    const level = levels[names.indexOf('microban01_0001')];
    // It has 7 rows and 6 columns: one row above, two below, two columns on each side.
    const expected = ['', ...known.map((row) => `  ${row}`), '', ''].map((row) => row.padEnd(10));
    assert.equal(printLevel(level), expected.join('\n'));
  });

  it('has no level on both sides, nor its turned or mirrored image', () => {
    const known = new Set(levelsOf(large.train).flatMap(formsOf));
    for (const level of levelsOf(large.test)) assert.ok(!known.has(printLevel(level)));
  });

  it('throws on a size that it does not have', () => {
    assert.throws(() => loadSokoban(9), {
      name: 'RangeError',
      message: 'expected size to be an integer from 10 to 16, but got 9',
    });
  });

  describeDamages(SOKOBAN_SET, (path) => loadSokoban(16, path));
});

describe('parseLevel', () => {
  it('reads each kind of tile, and floor where a line is shorter', () => {
    const { shape, data } = parseLevel('#.$\n*@+ \n-_');
    assert.deepEqual(shape, [3, 4]);
    assert.deepEqual([...data], [1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0]);
  });

  it('throws on a letter that stands for nothing', () => {
    assert.throws(() => parseLevel('###\n#x#'), {
      name: 'RangeError',
      message: 'expected letters of " #.$*@+", but got "x" in line 2 of the level',
    });
  });
});

describe('printLevel', () => {
  it('is undone by parseLevel', () => {
    for (const level of levelsOf(loadSokoban(10).test)) {
      assert.deepEqual(parseLevel(printLevel(level)), {
        ...level,
        data: Uint8Array.from(level.data),
      });
    }
  });
});
