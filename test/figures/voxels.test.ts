import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type VoxelOptions, drawTurntable, drawVoxels } from '../../lib/figures';
import { COLOURS } from '../../lib/figures/palette';
import { assertClose } from '../assert-close';
import { readGif } from './gif-frames';
import { decodePng, placesOf } from './picture-pixels';
import { assertSnapshot } from './snapshot';

/** From the front, on the floor's level: a cube is a square. */
const FRONT = { azimuth: 0, elevation: 0, size: 100, alt: 'shapes' };
/** COLOURS[0] and [1], a tenth of the way to white. */
const [BLUE, ORANGE] = ['#1a80ba', '#d96e1a'];

describe('drawVoxels', () => {
  it('draws a cube as large as its place in the grid', () => {
    // Two cells fill 100 / (2 √2) CSS pixels each, so that they fit from wherever they are seen; two pixels of the file
    // each.
    const places = placesOf(draw([[0, 0, 0]], FRONT), BLUE);
    const side = (2 * 100) / (2 * Math.SQRT2);
    assertClose(places.length, side ** 2, 4 * side);
  });

  it('puts what is up above, and what is right on the right', () => {
    const middle = (cell: [number, number, number]) => middleOf(draw([cell], FRONT));
    const [low, high, right] = [middle([0, 0, 0]), middle([1, 0, 0]), middle([0, 0, 1])];
    const side = (2 * 100) / (2 * Math.SQRT2);
    assertClose(low[1] - high[1], side, 1);
    assertClose(right[0] - low[0], side, 1);
  });

  it('hides what is behind', () => {
    const front = draw([[0, 1, 0]], FRONT);
    const both = draw([[0, 0, 0], [0, 1, 0]], FRONT); // prettier-ignore
    assert.deepEqual(decodePng(both.data).rgba, decodePng(front.data).rgba);
  });

  it('fills cells above the threshold', () => {
    const shapes = tf.fill<tf.Rank.R5>([1, 1, 1, 1, 1], 0.5);
    const isFilled = (threshold?: number) =>
      placesOf(drawVoxels(shapes, { ...FRONT, threshold }), BLUE).length > 0;
    assert.deepEqual([isFilled(), isFilled(0.4), isFilled(0.6)], [false, true, false]);
    shapes.dispose();
  });

  it('gives each shape its colour', () => {
    const shapes = tf.ones<tf.Rank.R5>([2, 1, 1, 1, 1]);
    const picture = drawVoxels(shapes, { ...FRONT, colours: [0, 1] });
    shapes.dispose();
    const [blue, orange] = [BLUE, ORANGE].map((colour) => placesOf(picture, colour));
    assert.ok(blue.length > 0);
    assertClose(blue.length, orange.length, blue.length / 50);
    assert.ok(Math.max(...blue.map(([x]) => x)) < Math.min(...orange.map(([x]) => x)));
  });

  it('shades the sides, and names the shapes', () => {
    const shapes = tf.tidy(() => {
      // A chair of 8 cells a side: a seat, a back, four legs.
      const values = new Float32Array(8 ** 3);
      const fill = (y: number, z: number, x: number) => (values[(y * 8 + z) * 8 + x] = 1);
      for (let a = 1; a < 7; a++) {
        for (let b = 1; b < 7; b++) {
          fill(3, a, b);
          fill(a + 1, 1, b);
        }
      }
      for (const z of [1, 6]) for (const x of [1, 6]) for (let y = 0; y < 3; y++) fill(y, z, x);
      return tf.tensor5d(values, [1, 8, 8, 8, 1]).tile([2, 1, 1, 1, 1]) as tf.Tensor5D;
    });
    const names = ['chair', 'a second chair'];
    assertSnapshot('voxels', drawVoxels(shapes, { alt: 'chairs', names, captions: ['one', 'two'], colours: [0, 2] })); // prettier-ignore
    shapes.dispose();
  });

  type Shape = [number, number, number, number, number];
  const wrong: readonly [string, Shape, Partial<VoxelOptions>, string][] = [
    ['no shape', [0, 2, 2, 2, 1], {}, 'shapes of shape [count, height, depth, width, 1], but got [0, 2, 2, 2, 1]'],
    ['two channels', [1, 2, 2, 2, 2], {}, 'shapes of shape [count, height, depth, width, 1], but got [1, 2, 2, 2, 2]'],
    ['too few names', [2, 1, 1, 1, 1], { names: ['a'] }, '2 names, but got 1'],
    ['too few colours', [2, 1, 1, 1, 1], { colours: [1] }, '2 colours, one a shape, but got 1'],
    ['a colour that there is not', [1, 1, 1, 1, 1], { colours: [6] }, 'colours to be an integer from 0 to 5, but got 6'],
    ['an eye below the floor', [1, 1, 1, 1, 1], { elevation: -1 }, 'elevation from 0 to 90 degrees, but got -1'],
    ['no size', [1, 1, 1, 1, 1], { size: 0 }, 'size to be a number above 0, but got 0'],
    ['no columns', [1, 1, 1, 1, 1], { columns: 0 }, 'columns to be an integer of at least 1, but got 0'],
  ]; // prettier-ignore
  for (const [what, shape, options, message] of wrong) {
    it(`refuses ${what}`, () => {
      const shapes = tf.zeros<tf.Rank.R5>(shape);
      assert.throws(() => drawVoxels(shapes, { alt: 'shapes', ...options }), {
        name: 'RangeError',
        message: `expected ${message}`,
      });
      shapes.dispose();
    });
  }
});

describe('drawTurntable', () => {
  it('goes around in equal steps, and shows each as long', async () => {
    // A plate upright: seen from the front it is wide, from the side it is a line.
    const shapes = tf.ones<tf.Rank.R5>([1, 4, 1, 4, 1]);
    const options = { ...FRONT, numFrames: 4, delayMs: 80 };
    const { frames, width, height } = readGif((await drawTurntable(shapes, options)).data);
    shapes.dispose();
    const wanted = [1, 3, 5].map((i) => parseInt(BLUE.slice(i, i + 2), 16));
    const blue = frames.map(({ at }) => {
      let count = 0;
      for (let i = 0; i < width * height; i++) {
        const pixel = at(i % width, Math.floor(i / width));
        if (wanted.every((part, k) => Math.abs(part - pixel[k]) <= 12)) count++;
      }
      return count;
    });
    assert.deepEqual(
      frames.map(({ delayMs }) => delayMs),
      [80, 80, 80, 80],
    );
    assert.ok(blue[0] > 1000 && blue[2] > 1000, `${blue}`);
    assert.ok(blue[1] < 100 && blue[3] < 100, `${blue}`); // sides that look to the right are darker
  });

  it('leaves nothing of the frame before', async () => {
    const shapes = tf.ones<tf.Rank.R5>([1, 2, 2, 2, 1]);
    const options = { alt: 'shapes', size: 60, numFrames: 8 };
    const { frames, width, height } = readGif((await drawTurntable(shapes, options)).data);
    const last = decodePng(drawVoxels(shapes, { ...options, azimuth: 35 + 7 * 45 }).data);
    shapes.dispose();
    let count = 0;
    for (let i = 0; i < width * height; i++) {
      const [x, y] = [i % width, Math.floor(i / width)];
      const isWhite = last.at(2 * x, 2 * y)[0] === 255 && last.at(2 * x + 1, 2 * y + 1)[0] === 255;
      if (isWhite && frames[7].at(x, y)[0] < 252) count++;
    }
    assert.ok(count < 60, `${count} pixels`); // what of an edge is a pixel away
  });

  it('refuses no frame', async () => {
    const shapes = tf.ones<tf.Rank.R5>([1, 1, 1, 1, 1]);
    await assert.rejects(drawTurntable(shapes, { ...FRONT, numFrames: 0 }), {
      name: 'RangeError',
      message: 'expected numFrames to be an integer of at least 1, but got 0',
    });
    shapes.dispose();
  });
});

/** Draws a grid of two cells a side with these filled, by height, depth and width. */
function draw(cells: readonly (readonly [number, number, number])[], options: VoxelOptions) {
  const values = new Float32Array(8);
  for (const [y, z, x] of cells) values[(y * 2 + z) * 2 + x] = 1;
  const shapes = tf.tensor5d(values, [1, 2, 2, 2, 1]);
  const picture = drawVoxels(shapes, options);
  shapes.dispose();
  return picture;
}

function middleOf(picture: ReturnType<typeof draw>): number[] {
  const places = placesOf(picture, BLUE);
  return [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
}

describe('the colours of the tests', () => {
  it('are a tenth of the way to white', () => {
    const parts = (colour: string) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
    const mixed = [COLOURS[0], COLOURS[1]].map((colour) =>
      parts(colour).map((part) => Math.round(part + (255 - part) / 10)),
    );
    assert.deepEqual([BLUE, ORANGE].map(parts), mixed);
  });
});
