import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  type NamedImages,
  type ImageRowsOptions,
  type Picture,
  drawImageRows,
} from '../../lib/figures';
import { decodePng } from './picture-pixels';
import { assertSnapshot } from './snapshot';

/**
 * One pixel an image, without names: with scale 3 and gap 1 each is a square of 6 pixels, with 2 between and around.
 */
const PLAIN = { alt: 'rows', scale: 3, gap: 1 };

describe('drawImageRows', () => {
  it('puts the images of a row side by side, and rows below each other', () => {
    const { at, width, height } = pixels([
      row('', [2, 1, 1, 1], [0, 0.2]),
      row('', [2, 1, 1, 1], [0.4, 0.6]),
    ]);
    assert.deepEqual([width, height], [2 * 8 + 2, 2 * 8 + 2]);
    const corners = [[2, 2], [10, 2], [2, 10], [10, 10]]; // prettier-ignore
    const greys = corners.map(([x, y]) => [at(x, y)[0], at(x + 5, y + 5)[0]]);
    assert.deepEqual(greys, [[0, 0], [51, 51], [102, 102], [153, 153]]); // prettier-ignore
    assert.deepEqual(at(1, 1), [255, 255, 255, 255]);
  });

  it('draws grey and coloured rows, each value as it is', () => {
    const { at } = pixels([row('', [1, 1, 1, 1], [0.2]), row('', [1, 1, 1, 3], [1, 0.6, 0.2])]);
    assert.deepEqual(at(2, 2), [51, 51, 51, 255]);
    assert.deepEqual(at(2, 10), [255, 153, 51, 255]);
  });

  it('enlarges small images to the size of the largest', () => {
    const { at, width } = pixels([
      row('', [1, 1, 1, 1], [0]),
      row('', [1, 2, 2, 1], [0.2, 0.4, 0.6, 0.8]),
    ]);
    assert.equal(width, 2 * 6 + 4);
    assert.deepEqual([at(2, 2)[0], at(13, 13)[0]], [0, 0]);
    assert.deepEqual([at(2, 16)[0], at(8, 16)[0], at(2, 22)[0], at(8, 22)[0]], [51, 102, 153, 204]);
  });

  it('takes −1 for black when the range says so', () => {
    const options = { ...PLAIN, range: 'minusOneToOne' } as const;
    const { at } = pixels([row('', [2, 1, 1, 1], [-1, 1])], options);
    assert.deepEqual([at(2, 2)[0], at(10, 2)[0]], [0, 255]);
  });

  it('writes names beside rows and above columns, and labels under images', () => {
    const grey = (name: string, value: number) =>
      row(name, [3, 8, 8, 1], new Array(192).fill(value));
    const rows = [
      grey('input', 0.8),
      { ...grey('output of the network', 0.5), labels: [21.5, 'b', 7] },
    ];
    assertSnapshot(
      'image-rows',
      draw(rows, { alt: 'rows', scale: 4, columnNames: ['1', '2', 'three'] }),
    );
  });

  it('makes room for a name, and none for no name', () => {
    const widthOf = (name: string) => draw([row(name, [1, 1, 1, 1], [0])], PLAIN).width;
    assert.equal(widthOf(''), 3 + 2);
    assert.ok(widthOf('output') > widthOf('in') && widthOf('in') > 3 + 2 + 6);
  });

  it('leaves the images alive, and no other tensor', () => {
    const images = tf.zeros<tf.Rank.R4>([1, 2, 2, 3]);
    const before = tf.memory().numTensors;
    drawImageRows([{ name: 'input', images }], { alt: 'rows' });
    assert.equal(tf.memory().numTensors, before);
    images.dispose();
  });

  const one = [1, 1, 1, 1];
  const wrong: readonly [string, (() => NamedImages[]), Partial<ImageRowsOptions>, string][] = [
    ['no row', () => [], {}, 'at least 1 row of images, but got 0'],
    ['rows of different lengths', () => [row('a', one, [0]), row('b', [2, 1, 1, 1], [0, 0])], {}, '1 images in the row b, as in the first, but got 2'],
    ['sizes that do not fit', () => [row('a', [1, 2, 2, 1], [0, 0, 0, 0]), row('b', [1, 3, 3, 1], new Array(9).fill(0))], {}, 'images of the row a that fit into 3 × 3 pixels a whole number of times, but got 2 × 2'],
    ['other shapes', () => [row('a', [2, 2, 1, 1], [0, 0, 0, 0]), row('b', [2, 1, 2, 1], [0, 0, 0, 0])], {}, 'images of the row a that fit into 2 × 2 pixels a whole number of times, but got 2 × 1'],
    ['two channels', () => [row('a', [1, 1, 1, 2], [0, 0])], {}, 'images of shape [count, height, width, 1 or 3], but got [1, 1, 1, 2]'],
    ['too many names', () => [row('a', one, [0])], { columnNames: ['1', '2'] }, '1 names of columns, one an image, but got 2'],
    ['too few labels', () => [{ ...row('a', one, [0]), labels: [] }], {}, '1 labels in the row a, one an image, but got 0'],
    ['another range', () => [row('a', one, [200])], {}, 'float32 images in 0..1, but got numbers from 200 to 200: divide by 255'],
  ]; // prettier-ignore
  for (const [what, rows, options, message] of wrong) {
    it(`refuses ${what}`, () => {
      assert.throws(() => draw(rows(), { ...PLAIN, ...options }), {
        name: 'RangeError',
        message: `expected ${message}`,
      });
    });
  }
});

function row(name: string, shape: number[], values: number[]): NamedImages {
  return { name, images: tf.tensor4d(values, shape as [number, number, number, number]) };
}

/** Draws, and disposes the rows. */
function draw(rows: readonly NamedImages[], options: ImageRowsOptions): Picture {
  try {
    return drawImageRows(rows, options);
  } finally {
    rows.forEach(({ images }) => images.dispose());
  }
}

const pixels = (rows: readonly NamedImages[], options: ImageRowsOptions = PLAIN) =>
  decodePng(draw(rows, options).data);
