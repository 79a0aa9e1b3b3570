import assert from 'node:assert/strict';

import { type MatrixOptions, type TitledMatrix, drawMatrices } from '../../lib/figures';
import { FAINT_INK, INK } from '../../lib/figures/palette';
import { decodePng, placesOf, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

const OPTIONS = { alt: 'matrices', cellSize: 20, showNumbers: false };
const WHITE = [255, 255, 255];
/** 70 % of the way from white to the palette's blue and orange. */
const BLUE = [77, 156, 201];
const ORANGE = [226, 142, 77];

describe('drawMatrices', () => {
  it('shades each cell by its number, row by row', () => {
    const picture = draw([[[0, 2], [-2, 0]]]); // prettier-ignore
    assert.deepEqual([picture.width, picture.height], [2 * 20 + 28, 2 * 20 + 28]); // a gap of 14 about
    const shades = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([x, y]) => middleOf(picture, 14 + x * 20, 14 + y * 20)); // prettier-ignore
    assert.deepEqual(shades, [WHITE, BLUE, ORANGE, WHITE]);
  });

  it('puts matrices side by side, the smaller in the middle', () => {
    const picture = draw([[[1], [1], [1]], [[2]]]); // prettier-ignore
    assert.deepEqual([picture.width, picture.height], [14 + 20 + 14 + 20 + 14, 3 * 20 + 28]);
    assert.deepEqual(middleOf(picture, 48, 34), BLUE);
    assert.deepEqual(middleOf(picture, 48, 14), WHITE);
  });

  it('has one scale for all matrices, or one for each', () => {
    const shared = draw([[[1]], [[2]]]);
    const own = draw([[[1]], [[2]]], { colourScale: 'own' });
    const firsts = [shared, own].map((picture) => middleOf(picture, 14, 14));
    assert.deepEqual(firsts, [[166, 206, 228], BLUE]); // 35 % of the way, and 70 %
    assert.deepEqual(middleOf(shared, 48, 14), BLUE);
  });

  it('leaves null and NaN blank, with a paler frame', () => {
    for (const blank of [null, NaN]) {
      const picture = draw([[[blank, 1]]], { showNumbers: true });
      assert.deepEqual(middleOf(picture, 14, 14), WHITE);
      // The frame of the second cell begins 34 pixels from the left, and its line is 1 thick.
      const left = placesOf(picture, FAINT_INK, 0).reduce((least, [x]) => Math.min(least, x), 999);
      assert.equal(left, 34 * 2 - 1);
    }
  });

  it('writes numbers when they are large enough, or as it is told', () => {
    const inkOf = (options: Partial<MatrixOptions>) =>
      shareOf(drawMatrices([{ values: [[8]] }], { alt: '', ...options }), INK);
    assert.ok(inkOf({}) > 0);
    assert.equal(inkOf({ cellSize: 12 }), 0);
    assert.ok(inkOf({ cellSize: 12, showNumbers: true }) > 0);
    assert.equal(inkOf({ showNumbers: false }), 0);
  });

  it('draws a convolution with signs between its matrices', () => {
    const matrices = [
      { title: 'input', values: [[1, 2, 0], [0, 1, 3], [2, 2, 1]] },
      { title: 'kernel', values: [[1, 0], [-1, 2]] },
      { title: 'output, which has a long title', values: [[3, 7], [5, 2]] },
    ]; // prettier-ignore
    assertSnapshot(
      'matrices-convolution',
      drawMatrices(matrices, { alt: 'a convolution', operators: ['∗', '='], digits: 1 }),
    );
  });

  it('draws a window in a larger map', () => {
    const values = Array.from({ length: 5 }, (_, y) =>
      Array.from({ length: 5 }, (_, x) => (x > 1 && y > 0 && y < 4 ? (x + y) / 4 : null)),
    );
    assertSnapshot('matrices-window', drawMatrices([{ values }], { alt: 'a window' }));
  });

  const wrong: readonly [string, TitledMatrix['values'][], Partial<MatrixOptions>, string][] = [
    ['no matrix', [], {}, 'at least 1 matrix, but got 0'],
    ['a matrix without rows', [[]], {}, 'matrix 0 to have cells, but got none'],
    ['a matrix without columns', [[[1]], [[]]], {}, 'matrix 1 to have cells, but got none'],
    ['rows of different lengths', [[[1, 2], [3]]], {}, 'matrix 0 to have 2 columns, but got 1 in row 1'],
    ['an infinite number', [[[-Infinity]]], {}, 'matrix 0 to have finite numbers, but got -Infinity'],
    ['too few operators', [[[1]], [[1]]], { operators: [] }, '1 operators, one between two matrices, but got 0'],
    ['a cell of half a pixel', [[[1]]], { cellSize: 0.5 }, 'cellSize to be an integer of at least 1, but got 0.5'],
    ['digits below 0', [[[1]]], { digits: -1 }, 'digits to be an integer from 0 to 6, but got -1'],
  ]; // prettier-ignore
  for (const [what, tables, options, message] of wrong) {
    it(`refuses ${what}`, () =>
      assert.throws(() => draw(tables, options), {
        name: 'RangeError',
        message: `expected ${message}`,
      }));
  }
});

function draw(tables: readonly TitledMatrix['values'][], options: Partial<MatrixOptions> = {}) {
  return drawMatrices(
    tables.map((values) => ({ values })),
    { ...OPTIONS, ...options },
  );
}

/** Red, green and blue in the middle of the cell of 20 pixels whose corner is at this place, beside a number. */
function middleOf(picture: ReturnType<typeof draw>, left: number, top: number): number[] {
  return decodePng(picture.data).at((left + 10) * 2, (top + 10) * 2).slice(0, 3); // prettier-ignore
}
