import assert from 'node:assert/strict';

import { packBits, pickVoxels, unpackBits, voxelTensorOf } from '../../lib/data/voxels';

const SHAPES = { shape: [2, 1, 2, 2] as const, data: Uint8Array.of(1, 0, 0, 0, 1, 1, 0, 1) };

describe('voxelTensorOf', () => {
  it('gives a channel, and numbers in the range asked for', () => {
    const tensor = voxelTensorOf(SHAPES);
    assert.deepEqual(tensor.shape, [2, 1, 2, 2, 1]);
    assert.deepEqual([...tensor.dataSync()], [1, 0, 0, 0, 1, 1, 0, 1]);
    const signed = voxelTensorOf(SHAPES, { range: 'minusOneToOne' });
    assert.deepEqual([...signed.dataSync()], [1, -1, -1, -1, 1, 1, -1, 1]);
  });
});

describe('packBits and unpackBits', () => {
  it('put the first of eight cells into the lowest bit', () => {
    assert.deepEqual([...packBits(SHAPES.data)], [1 + 16 + 32 + 128]);
    assert.deepEqual(unpackBits(packBits(SHAPES.data)), SHAPES.data);
  });
});

describe('pickVoxels', () => {
  it('gives shapes in the order asked for', () => {
    const { shape, data } = pickVoxels(SHAPES, [1, 0, 1]);
    assert.deepEqual(
      [shape, [...data]],
      [
        [3, 1, 2, 2],
        [1, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1],
      ],
    );
  });
});
