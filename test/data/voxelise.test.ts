import assert from 'node:assert/strict';

import { fitIntoBox, parseObj } from '../../tools/data/mesh';
import { voxelise } from '../../lib/data/voxelise';
import { BOX } from './box-mesh';

const NO_TURN = [1, 0, 0, 0, 1, 0, 0, 0, 1];

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
