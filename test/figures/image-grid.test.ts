import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type ImageGridOptions, type Picture, drawImageGrid } from '../../lib/figures';
import { BACKGROUND } from '../../lib/figures/palette';
import { decodePng, shareOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

describe('drawImageGrid', () => {
  it('puts images row by row, each pixel a square of 2 × scale pixels', () => {
    // One pixel an image: 0, 0.2, 0.4 | 0.6. With scale 3 and gap 1 each square is 6 pixels, with 2 between and around.
    const { at, width, height } = decodePng(
      draw([4, 1, 1, 1], [0, 0.2, 0.4, 0.6], { columns: 3, scale: 3, gap: 1 }).data,
    );
    assert.deepEqual([width, height], [3 * 8 + 2, 2 * 8 + 2]);
    const corners = [[2, 2], [10, 2], [18, 2], [2, 10]]; // prettier-ignore
    const greys = corners.map(([x, y]) => [at(x, y)[0], at(x + 5, y + 5)[0]]);
    assert.deepEqual(greys, [[0, 0], [51, 51], [102, 102], [153, 153]]); // prettier-ignore
    assert.deepEqual(at(1, 1), [255, 255, 255, 255]);
    assert.deepEqual(at(12, 12), [255, 255, 255, 255]); // no fifth image
  });

  it('draws the pixels of an image in reading order', () => {
    const { at } = decodePng(draw([1, 2, 2, 1], [0, 0.2, 0.4, 0.6], { scale: 1, gap: 0 }).data);
    const greys = [at(0, 0), at(2, 0), at(0, 2), at(3, 3)].map(([grey]) => grey);
    assert.deepEqual(greys, [0, 51, 102, 153]);
  });

  it('takes −1 for black and 1 for white when the range says so', () => {
    const options: ImageGridOptions = { range: 'minusOneToOne', columns: 3, scale: 1, gap: 0 };
    const { at } = decodePng(draw([3, 1, 1, 1], [-1, 0, 1], options).data);
    assert.deepEqual([at(0, 0)[0], at(2, 0)[0], at(4, 0)[0]], [0, 128, 255]); // 127.5 goes to the even number
  });

  it('clips what lies outside the range, and draws NaN black', () => {
    const { at } = decodePng(
      draw([3, 1, 1, 1], [-0.5, 1.5, NaN], { columns: 3, scale: 1, gap: 0 }).data,
    );
    assert.deepEqual([at(0, 0)[0], at(2, 0)[0], at(4, 0)[0]], [0, 255, 0]);
  });

  it('draws colours in the order red, green, blue', () => {
    const { at } = decodePng(draw([1, 1, 1, 3], [1, 0.6, 0.2], { gap: 0 }).data);
    assert.deepEqual(at(0, 0), [255, 153, 51, 255]);
  });

  it('keeps every value of colour images, though they have more than 256 colours', () => {
    // 300 pixels: red falls by 1 every second, green rises by 1 up to 199 and begins again, blue is 255.
    const values = Array.from({ length: 300 }, (_, x) => [1 - (x >> 1) / 255, (x % 200) / 255, 1]);
    const { at } = decodePng(draw([1, 1, 300, 3], values.flat(), { scale: 1, gap: 0 }).data);
    assert.deepEqual(at(2 * 299, 0), [255 - 149, 99, 255, 255]);
    assert.deepEqual(at(2 * 100, 1), [255 - 50, 100, 255, 255]);
  });

  it('stands on the background and tells its size in CSS pixels, half of the file', () => {
    const picture = draw([1, 28, 28, 1], new Array(784).fill(0), { scale: 2, gap: 4 });
    assert.deepEqual([picture.width, picture.height], [64, 64]);
    assert.equal(decodePng(picture.data).width, 128);
    // The image is 112 of 128 pixels each way.
    assert.equal(shareOf(picture, BACKGROUND, 0), 1 - (112 / 128) ** 2);
  });

  it('has as many columns as rows, about, when it is not told', () => {
    const { width, height } = draw([10, 1, 1, 1], new Array(10).fill(0), { scale: 1, gap: 0 });
    assert.deepEqual([width, height], [4, 3]);
  });

  it('writes labels under the images', () => {
    const images = tf.fill<tf.Rank.R4>([4, 28, 28, 1], 0.5);
    const picture = drawImageGrid(images, { columns: 4, labels: ['7', '2', 0.25, 10] });
    images.dispose();
    assertSnapshot('image-grid-labels', picture);
  });

  it('says in its alt text how many images of which size, or what it is told', () => {
    const values = new Array(8).fill(0);
    assert.equal(draw([2, 2, 2, 1], values, {}).alt, 'Grid of 2 images of 2 × 2 pixels.');
    assert.equal(draw([2, 2, 2, 1], values, { alt: 'Two sevens.' }).alt, 'Two sevens.');
  });

  it('leaves the images alive, and no other tensor', () => {
    const images = tf.zeros<tf.Rank.R4>([1, 2, 2, 1]);
    const before = tf.memory().numTensors;
    drawImageGrid(images);
    assert.equal(tf.memory().numTensors, before);
    images.dispose();
  });

  it('refuses images of bytes, as a decoder gives them', () => {
    const images = tf.tensor4d([0, 255], [1, 1, 2, 1], 'int32');
    assert.throws(() => drawImageGrid(images), {
      name: 'TypeError',
      message: 'expected float32 images in 0..1, but got int32 up to 255: divide by 255',
    });
    images.dispose();
  });

  const wrong: readonly [string, number[], ImageGridOptions, string][] = [
    ['no image', [0, 28, 28, 1], {}, 'images of shape [count, height, width, 1 or 3], but got [0, 28, 28, 1]'],
    ['two channels', [1, 1, 1, 2], {}, 'images of shape [count, height, width, 1 or 3], but got [1, 1, 1, 2]'],
    ['one image without a batch', [28, 28, 1], {}, 'images of shape [count, height, width, 1 or 3], but got [28, 28, 1]'],
    ['no column', [1, 1, 1, 1], { columns: 0 }, 'columns to be an integer of at least 1, but got 0'],
    ['half a pixel', [1, 1, 1, 1], { scale: 0.5 }, 'scale to be an integer of at least 1, but got 0.5'],
    ['a gap below 0', [1, 1, 1, 1], { gap: -1 }, 'gap to be an integer of at least 0, but got -1'],
    ['too few labels', [2, 1, 1, 1], { labels: [1] }, '2 labels, one an image, but got 1'],
  ]; // prettier-ignore
  for (const [what, shape, options, message] of wrong) {
    it(`refuses ${what}`, () => {
      const values = new Array(shape.reduce((a, b) => a * b)).fill(0);
      assert.throws(() => draw(shape, values, options), {
        name: 'RangeError',
        message: `expected ${message}`,
      });
    });
  }
});

function draw(shape: number[], values: number[], options: ImageGridOptions): Picture {
  const images = tf.tensor<tf.Rank>(values, shape as [number]) as tf.Tensor4D; // any rank: a wrong one is one of the cases
  try {
    return drawImageGrid(images, options);
  } finally {
    images.dispose();
  }
}
