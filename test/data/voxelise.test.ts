import assert from 'node:assert/strict';

import { fitIntoBox, parseObj } from '../../tools/data/mesh';
import { voxelise } from '../../lib/data/voxelise';

const NO_TURN = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** A box as an OBJ file: eight corners, six faces of four. */
const BOX = `
v 0 0 0
v 2 0 0
v 2 4 0
v 0 4 0
v 0 0 6
v 2 0 6
v 2 4 6
v 0 4 6
f 1/1/1 2/2/1 3/3/1 4/4/1
f 5 6 7 8
f 1 2 6 5
f 4 3 7 8
f -8 -5 -1 -4
f 2 3 7 6
`;

describe('voxelise', () => {
  it('fills what a surface encloses, from the floor on, in the middle', () => {
    const mesh = fitIntoBox(parseObj(BOX), NO_TURN, [2, 4, 8]);
    const cells = voxelise(mesh, [2, 4, 8], 8);
    assert.equal(
      cells.reduce((a, b) => a + b, 0),
      2 * 4 * 8,
    );
    const at = (y: number, z: number, x: number) => cells[(y * 8 + z) * 8 + x];
    assert.deepEqual([at(0, 0, 3), at(3, 7, 4), at(2, 3, 3)], [1, 1, 1]);
    assert.deepEqual([at(4, 0, 3), at(0, 0, 2), at(0, 0, 5)], [0, 0, 0]);
  });

  it('leaves open what is open: four walls without a lid hold air', () => {
    const walls = BOX.split('\n')
      .filter((line) => line !== 'f 4 3 7 8')
      .join('\n');
    const mesh = fitIntoBox(parseObj(walls), NO_TURN, [8, 8, 8]);
    const cells = voxelise(mesh, [8, 8, 8], 8);
    assert.equal(cells[(7 * 8 + 4) * 8 + 4], 0); // the middle at the top
    assert.equal(cells[(0 * 8 + 4) * 8 + 4], 1); // the floor
    assert.equal(cells[(7 * 8 + 0) * 8 + 4], 1); // the wall at the back
  });
});
