import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { SOKOBAN_TILES } from '../../lib/data/sokoban';
import { SOKOBAN_LOOK, type Tile, type TileOptions, drawTiles } from '../../lib/figures';
import { TILE_SIGNS } from '../../lib/figures/tile-signs';
import { decodePng, placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const TILES: Tile[] = [
  { name: 'floor', colour: '#ffffff' },
  { name: 'wall', colour: '#3a3a3a' },
  { name: 'goal', colour: '#0072b2' },
];
const OPTIONS = { alt: 'levels', tiles: TILES, tileSize: 10 };
/** Below a legend of one line, 24 high, and a gap of 12. */
const [LEFT, TOP] = [2 * 12, 2 * (12 + 24)];

describe('drawTiles', () => {
  it('gives each tile its place and colour', () => {
    const { at } = decodePng(draw([[[0, 1], [2, 0]]]).data); // prettier-ignore
    const middle = (x: number, y: number) => at(LEFT + 20 * x + 10, TOP + 20 * y + 10).slice(0, 3);
    assert.deepEqual([middle(0, 0), middle(1, 0), middle(0, 1), middle(1, 1)], [
      [255, 255, 255],
      [0x3a, 0x3a, 0x3a],
      [0, 0x72, 0xb2],
      [255, 255, 255],
    ]); // prettier-ignore
  });

  it('puts levels side by side, row by row', () => {
    const three = Array.from({ length: 3 }, () => [[1, 1], [1, 1]]); // prettier-ignore
    const { height } = draw(three, { columns: 2 });
    assert.equal(height, 12 + 24 + 2 * (20 + 12));
    const walls = placesOf(draw(three, { columns: 2 }), TILES[1].colour, 0).filter(
      ([, y]) => y >= TOP,
    );
    assert.equal(walls.length, 3 * 40 * 40);
  });

  it('has in its legend the kinds that occur', () => {
    const inLegend = (level: number[][]) =>
      placesOf(draw([level]), '#0072b2').filter(([, y]) => y < TOP).length > 0;
    assert.deepEqual([inLegend([[0, 2]]), inLegend([[0, 1]])], [true, false]);
  });

  it('draws each sign otherwise', () => {
    const seen = TILE_SIGNS.map((sign) => {
      const tiles: Tile[] = [TILES[0], { name: 'sign', colour: '#0072b2', sign }];
      return String(
        placesOf(draw([[[1]]], { tiles, tileSize: 20 }), '#0072b2').filter(([, y]) => y >= TOP),
      );
    });
    assert.equal(new Set(seen).size, TILE_SIGNS.length);
    seen.forEach((places) => assert.notEqual(places, ''));
  });

  it('has a look for each kind of tile of Sokoban', () => {
    const names = SOKOBAN_TILES.map(({ name }) => name as string);
    assert.deepEqual(
      SOKOBAN_LOOK.map(({ name }) => name),
      names,
    );
  });

  it('draws a level of Sokoban', () => {
    const level = [
      [1, 1, 1, 1, 1],
      [1, 2, 0, 3, 1],
      [1, 4, 5, 6, 1],
      [1, 1, 1, 1, 1],
    ];
    const options = {
      tiles: SOKOBAN_LOOK,
      tileSize: 12,
      names: ['a', 'b'],
      captions: ['can be played', 'cannot'],
    };
    assertSnapshot('tiles', draw([level, level], options));
  });

  it('refuses other shapes and kinds that there are not', () => {
    const cases: readonly [tf.Tensor, Partial<TileOptions>, string][] = [
      [tf.zeros([2, 2]), {}, 'levels of shape [count, height, width], but got [2, 2]'],
      [tf.zeros([0, 2, 2]), {}, 'levels of shape [count, height, width], but got [0, 2, 2]'],
      [tf.fill([1, 2, 2], 3), {}, 'kinds of tiles from 0 to 2, but got 3'],
      [tf.fill([1, 2, 2], 0.5), {}, 'kinds of tiles from 0 to 2, but got 0.5'],
      [tf.zeros([1, 2, 2]), { tileSize: 0 }, 'tileSize to be an integer of at least 1, but got 0'],
      [tf.zeros([1, 2, 2]), { captions: [] }, '1 captions, but got 0'],
    ]; // prettier-ignore
    for (const [levels, options, message] of cases) {
      const refused = () => drawTiles(levels as tf.Tensor3D, { ...OPTIONS, ...options }); // any rank: that is the case
      assert.throws(refused, { name: 'RangeError', message: `expected ${message}` });
      levels.dispose();
    }
  });
});

function draw(levels: number[][][], options: Partial<TileOptions> = {}) {
  const kinds = tf.tensor3d(levels, undefined, 'int32');
  const picture = drawTiles(kinds, { ...OPTIONS, ...options });
  kinds.dispose();
  return picture;
}
