import assert from 'node:assert/strict';

import { type VoxelGrid, projection, visibleFaces } from '../../lib/figures/voxel-faces';
import { assertClose } from '../assert-close';

const FRONT = { azimuth: 0, elevation: 0 };
const CORNER = { azimuth: 45, elevation: 30 };

describe('projection', () => {
  const size = [2, 2, 2] as const;

  it('shows from the front what is right on the right, and what is up above', () => {
    const { toPlane, toEye } = projection(size, FRONT);
    assert.deepEqual(toPlane([1, 1, 2]).map(round), [1, 0]);
    assert.deepEqual(toPlane([2, 0, 1]).map(round), [0, -1]);
    assert.deepEqual(toEye.map(round), [0, 1, 0]);
  });

  it('shows from the right what is in front on the left', () => {
    const [x] = projection(size, { azimuth: 90, elevation: 0 }).toPlane([1, 2, 1]);
    assert.equal(round(x), -1);
  });

  it('shows the floor as a map from above, its front below', () => {
    const { toPlane } = projection(size, { azimuth: 0, elevation: 90 });
    assert.deepEqual(toPlane([0, 2, 2]).map(round), [1, 1]);
    assert.deepEqual(toPlane([2, 2, 2]).map(round), [1, 1]);
  });
});

describe('visibleFaces', () => {
  it('are one of a cube from the front, three from a corner', () => {
    assert.deepEqual(
      visibleFaces(gridOf(1, ['0,0,0']), FRONT).map(({ axis }) => axis),
      [1],
    );
    const three = visibleFaces(gridOf(1, ['0,0,0']), CORNER).map(({ axis }) => axis);
    assert.deepEqual(three.sort(), [0, 1, 2]);
  });

  it('are as large as cos of the angle to the eye', () => {
    // From 45° around and 30° up: the top has sin 30°, each of the two sides cos 45° · cos 30°.
    const faces = visibleFaces(gridOf(1, ['0,0,0']), CORNER);
    for (const { axis, corners } of faces) {
      const expected = axis === 0 ? Math.sin(Math.PI / 6) : Math.SQRT1_2 * Math.cos(Math.PI / 6);
      assertClose(areaOf(corners), expected, 1e-9);
    }
  });

  it('leave out the sides between two cubes', () => {
    // Two cubes beside each other have two tops, two fronts and one side that looks to the right.
    const faces = visibleFaces(gridOf(2, ['0,0,0', '0,0,1']), CORNER);
    assert.deepEqual(faces.map(({ axis }) => axis).sort(), [0, 0, 1, 1, 2]);
  });

  it('begin with the farthest, from wherever the eye looks', () => {
    const grid = gridOf(2, ['0,0,0', '0,1,0']); // one behind the other
    const nearestFirst = (azimuth: number) => visibleFaces(grid, { azimuth, elevation: 0 });
    // From the front the only front side is that of the nearer cube: a look from the right tells the order.
    const places = (azimuth: number) =>
      nearestFirst(azimuth)
        .filter(({ axis }) => axis === 2)
        .map(({ corners }) => Math.min(...corners.map(([x]) => x)));
    const [left, right] = places(45); // what is behind lies to the right
    assert.ok(left > right);
    const [a, b] = places(135); // from behind, the front one is farther, and lies to the left
    assert.ok(a < b);
  });

  it('count the cubes around the place before them', () => {
    // A wall of three behind the middle of a floor of three by three: before the middle top of the floor stand three.
    const floor = [0, 1, 2].flatMap((z) => [0, 1, 2].map((x) => `0,${z},${x}`));
    const wall = [0, 1, 2].map((x) => `1,0,${x}`);
    const tops = visibleFaces(gridOf(3, [...floor, ...wall]), CORNER).filter(
      ({ axis }) => axis === 0,
    );
    const counts = tops.map(({ numNeighbours }) => numNeighbours).sort();
    assert.deepEqual(counts, [0, 0, 0, 0, 0, 0, 2, 2, 3]); // three of the wall and three of the front row see none
  });
});

/** A grid with cubes at these places, by height, depth and width. */
function gridOf(side: number, cubes: readonly string[]): VoxelGrid {
  const places = new Set(cubes);
  return { size: [side, side, side], isFilled: (y, z, x) => places.has(`${y},${z},${x}`) };
}

const round = (value: number) => Math.round(value * 1e9) / 1e9 + 0; // no −0

function areaOf(corners: readonly (readonly [number, number])[]): number {
  const parts = corners.map(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length];
    return x * nextY - nextX * y;
  });
  return Math.abs(parts.reduce((sum, part) => sum + part)) / 2;
}
