import assert from 'node:assert/strict';

import { Canvas, type ScreenPoints } from '../../../lib/data/rendering/canvas';

/** Corners of triangles on a canvas of 2 × 2 pixels with 3 × 3 sample points each. */
const points = (corners: readonly (readonly number[])[]): ScreenPoints => ({
  x: Float32Array.from(corners, ([x]) => x),
  y: Float32Array.from(corners, ([, y]) => y),
  near: Float32Array.from(corners, ([, , near]) => near),
  colours: Float32Array.from(corners, ([, , , colour]) => colour),
});

/** The left half, anticlockwise as it is seen, 1 near and white. */
const HALF = points([
  [0, 0, 1, 1],
  [0, 6, 1, 1],
  [3, 6, 1, 1],
  [3, 0, 1, 1],
]);
const BOTH_HALVES = Uint16Array.of(0, 1, 2, 0, 2, 3);

describe('Canvas', () => {
  it('fills what triangles cover, and nothing else', () => {
    const canvas = new Canvas(2, 1);
    canvas.draw(HALF, BOTH_HALVES, 'front');
    assert.deepEqual([...canvas.pixels()], [255, 0, 255, 0]);
  });

  it('leaves out triangles seen from behind, unless both sides are asked for', () => {
    const backwards = BOTH_HALVES.slice().reverse();
    const canvas = new Canvas(2, 1);
    canvas.draw(HALF, backwards, 'front');
    assert.deepEqual([...canvas.pixels()], [0, 0, 0, 0]);
    canvas.draw(HALF, backwards, 'both');
    assert.deepEqual([...canvas.pixels()], [255, 0, 255, 0]);
  });

  it('hides what is farther away, whatever comes first', () => {
    const far = points([
      [0, 0, 0, 0.2],
      [0, 12, 0, 0.2],
      [12, 0, 0, 0.2],
    ]);
    const pictures = [true, false].map((isFarFirst) => {
      const canvas = new Canvas(2, 1);
      const drawFar = () => canvas.draw(far, Uint16Array.of(0, 1, 2), 'front');
      if (isFarFirst) drawFar();
      canvas.draw(HALF, BOTH_HALVES, 'front');
      if (!isFarFirst) drawFar();
      return [...canvas.pixels()];
    });
    assert.deepEqual(pictures[0], [255, 51, 255, 51]); // 0.2 · 255
    assert.deepEqual(pictures[1], pictures[0]);
  });

  it('mixes the colours of the corners by how near they are', () => {
    const canvas = new Canvas(1, 1, 1); // one sample point in the middle
    const corners = [
      [0, 0, 0, 0],
      [0, 1, 0, 1],
      [1, 0, 0, 1],
    ];
    canvas.draw(points(corners), Uint16Array.of(0, 1, 2), 'front');
    assert.equal(canvas.pixels()[0], 255); // half way between the second and the third
  });
});
