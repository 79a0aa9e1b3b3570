import assert from 'node:assert/strict';

import { fitIntoBox, parseObj } from '../../../tools/data/mesh';
import { BOX } from '../../data/box-mesh';

describe('parseObj', () => {
  it('makes triangles of faces, with places from the start or from the end', () => {
    const { positions, triangles } = parseObj(BOX);
    assert.equal(positions.length, 8 * 3);
    assert.equal(triangles.length, 6 * 2 * 3);
    assert.deepEqual(Array.from(triangles).slice(0, 6), [0, 1, 2, 0, 2, 3]);
    assert.deepEqual(Array.from(triangles).slice(24, 30), [0, 3, 7, 0, 7, 4]); // -8, -5, -1, -4
  });
});

describe('fitIntoBox', () => {
  it('turns, then stretches', () => {
    const quarter = [0, 0, 1, 0, 1, 0, -1, 0, 0]; // about y: z becomes x, −x becomes z
    const { positions } = fitIntoBox(parseObj(BOX), quarter, [12, 4, 2]);
    const corner = (i: number) => [...positions.subarray(3 * i, 3 * i + 3)];
    assert.deepEqual(corner(0), [0, 0, 2]); // was 0, 0, 0: now at the far end of z
    assert.deepEqual(corner(5), [12, 0, 0]); // was 2, 0, 6
  });
});
