import assert from 'node:assert/strict';

import { drawCloseUps, makeCloseUps } from '../../../lib/data/faces/close-ups';
import { drawFaces, makeFaces } from '../../../lib/data/faces/faces';

describe('drawCloseUps', () => {
  it('shows the middle of the face that is drawn at 48 pixels, 14 from above and 8 from the left', () => {
    const { faces } = makeCloseUps({ train: 3, test: 0, seed: 1 }).train;
    const [near, whole] = [drawCloseUps(faces), drawFaces(faces, { size: 48 })];
    assert.deepEqual(near.shape, [3, 32, 32, 3]);
    const pixel = ({ data, shape }: typeof near, face: number, row: number, column: number) => {
      const start = ((face * shape[1] + row) * shape[2] + column) * 3;
      return Array.from(data.subarray(start, start + 3));
    };
    for (const [face, row, column] of [
      [0, 0, 0],
      [1, 5, 31],
      [2, 31, 17],
    ]) {
      assert.deepEqual(pixel(near, face, row, column), pixel(whole, face, row + 14, column + 8));
    }
  });
});

describe('makeCloseUps', () => {
  it('has the faces of makeFaces, in either part', () => {
    const counts = { train: 2, test: 3, seed: 5 };
    const [near, far] = [makeCloseUps(counts), makeFaces(counts)];
    assert.deepEqual(near.train.faces, far.train.faces);
    assert.deepEqual(near.test.faces, far.test.faces);
    assert.deepEqual(near.test.images, drawCloseUps(near.test.faces));
  });
});
