import assert from 'node:assert/strict';

import { normalsOf } from '../../../lib/data/rendering/surface';

describe('normalsOf', () => {
  it('looks along z for a triangle anticlockwise in the plane, and nowhere for a point of none', () => {
    const positions = Float32Array.of(0, 0, 0, 2, 0, 0, 0, 2, 0, 5, 5, 5);
    const normals = normalsOf(positions, Uint16Array.of(0, 1, 2));
    assert.deepEqual([...normals], [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0]);
  });

  it('looks half way between two equal triangles at a right angle', () => {
    // One in the plane z = 0, one in y = 0, both with the edge from 0 to (1, 0, 0).
    const positions = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
    const normals = normalsOf(positions, Uint16Array.of(0, 1, 2, 0, 3, 1));
    const half = Math.SQRT1_2;
    [0, half, half].forEach((value, k) => assert.ok(Math.abs(normals[k] - value) < 1e-6));
  });
});
