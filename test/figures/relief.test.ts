import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type ReliefShading, drawRelief, shadeRelief } from '../../lib/figures';
import { assertClose } from '../assert-close';
import { decodePng } from './picture-pixels';

const [LOWEST, WATER] = [
  [0x2b, 0x5d, 0x47],
  [0x4a, 0x7f, 0xb5],
];

describe('shadeRelief', () => {
  it('gives flat land the colour of its height, from green to white', () => {
    for (const [height, colour] of [
      [0, LOWEST],
      [1, [255, 255, 255]],
    ] as const) {
      const [red, green, blue] = pixelOf(flat(height), 0);
      assertClose(red * 255, colour[0], 1e-3);
      assertClose(green * 255, colour[1], 1e-3);
      assertClose(blue * 255, colour[2], 1e-3);
    }
  });

  it('is brighter the higher flat land is', () => {
    const greens = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((height) => pixelOf(flat(height), 0)[1]);
    assert.deepEqual([...greens].sort(), greens);
  });

  it('lights slopes by Lambert’s law, from the upper left', () => {
    // A plane that falls by 1/16 a cell to the right, 4 cells high: its slope is −1/4. The light is (−½, −½, √½).
    const right = Array.from({ length: 64 }, (_, i) => 0.75 - (i % 8) / 16);
    const light = (slope: number) =>
      (Math.SQRT1_2 + 0.5 * -slope) / Math.hypot(slope, 1) / Math.SQRT1_2;
    const middle = 3 * 8 + 4; // 0.5, the middle colour of the land
    const [red] = pixelOf(right, middle);
    assertClose((red * 255) / 0xb5, light(0.25), 1e-3); // the height falls to the right: away from the light
  });

  it('lights what faces the upper left more than what turns away', () => {
    const rising = (signs: readonly [number, number]) =>
      Array.from({ length: 64 }, (_, i) => 0.5 + ((i % 8) - 3.5) * 0.02 * signs[0] + ((i >> 3) - 3.5) * 0.02 * signs[1]); // prettier-ignore
    const green = (signs: readonly [number, number]) => pixelOf(rising(signs), 4 * 8 + 4)[1];
    assert.ok(green([1, 1]) > green([1, -1]) && green([1, -1]) > green([-1, -1]));
  });

  it('paints water flat where the land is as low as the sea', () => {
    const heights = Array.from({ length: 64 }, (_, i) => (i < 32 ? 0.05 * (i % 2) : 0.6));
    const [red, green, blue] = pixelOf(heights, 9, { seaLevel: 0.1 });
    assert.deepEqual(
      [red, green, blue].map((part) => Math.round(part * 255)),
      WATER,
    );
    assert.notEqual(Math.round(pixelOf(heights, 60, { seaLevel: 0.1 })[2] * 255), WATER[2]);
  });

  it('has zoom pixels to a cell each way, and keeps places', () => {
    const heights = tf.tensor4d([...new Array(32).fill(0), ...new Array(32).fill(1)], [1, 8, 8, 1]);
    const images = shadeRelief(heights, { zoom: 3 });
    assert.deepEqual(images.shape, [1, 24, 24, 3]);
    const reds = images.dataSync();
    const red = (y: number) => reds[(y * 24 + 12) * 3] * 255;
    assertClose(red(2), LOWEST[0], 1e-3);
    assertClose(red(21), 255, 1e-3);
    tf.dispose([heights, images]);
  });

  it('leaves one tensor, that it returns', () => {
    const heights = tf.zeros<tf.Rank.R4>([2, 4, 4, 1]);
    const before = tf.memory().numTensors;
    const images = shadeRelief(heights);
    assert.equal(tf.memory().numTensors, before + 1);
    tf.dispose([heights, images]);
  });

  it('refuses what are no heights', () => {
    const cases: readonly [tf.Tensor, ReliefShading, string][] = [
      [tf.zeros([1, 4, 4, 3]), {}, 'heights of shape [count, height, width, 1], but got [1, 4, 4, 3]'],
      [tf.zeros([0, 4, 4, 1]), {}, 'heights of shape [count, height, width, 1], but got [0, 4, 4, 1]'],
      [tf.fill([1, 4, 4, 1], 255), {}, 'float32 images in 0..1, but got numbers from 255 to 255: divide by 255'],
      [tf.zeros([1, 4, 4, 1]), { zoom: 0 }, 'zoom to be an integer of at least 1, but got 0'],
      [tf.zeros([1, 4, 4, 1]), { steepness: 0 }, 'steepness to be a number above 0, but got 0'],
    ]; // prettier-ignore
    for (const [heights, options, message] of cases) {
      const shade = () => shadeRelief(heights as tf.Tensor4D, options); // some have another shape: that is the case
      assert.throws(shade, { name: 'RangeError', message: `expected ${message}` });
      heights.dispose();
    }
  });
});

describe('drawRelief', () => {
  it('shows maps side by side, one pixel of relief to a CSS pixel', () => {
    const heights = tf.tensor4d([...new Array(64).fill(0), ...new Array(64).fill(1)], [2, 8, 8, 1]);
    const picture = drawRelief(heights, { alt: 'maps', zoom: 2 });
    heights.dispose();
    assert.deepEqual([picture.width, picture.height], [2 * (16 + 12) + 12, 16 + 24]);
    const { at } = decodePng(picture.data);
    assert.deepEqual(at(24, 24).slice(0, 3), LOWEST);
    assert.deepEqual(at(2 * (12 + 28) + 8, 30).slice(0, 3), [255, 255, 255]);
  });

  it('makes room for names and captions', () => {
    const heights = tf.zeros<tf.Rank.R4>([1, 30, 30, 1]);
    const plain = drawRelief(heights, { alt: 'maps' }).height;
    const words = drawRelief(heights, { alt: 'maps', names: ['a'], captions: ['b'] }).height;
    heights.dispose();
    assert.equal(words - plain, 16 + 3 + 15 + 3); // lines of 12 and 11 pixels, 1.3 high, and gaps of 3
  });
});

const flat = (height: number) => new Array(64).fill(height);

/** Red, green and blue, 0 to 1, of a cell of an 8 × 8 map, a pixel a cell. */
function pixelOf(heights: number[], cell: number, options: ReliefShading = {}): number[] {
  const map = tf.tensor4d(heights, [1, 8, 8, 1]);
  const images = shadeRelief(map, { zoom: 1, ...options });
  const values = Array.from(images.dataSync().subarray(3 * cell, 3 * cell + 3));
  tf.dispose([map, images]);
  return values;
}
