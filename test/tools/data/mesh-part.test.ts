import assert from 'node:assert/strict';

import { coarsen } from '../../../tools/data/coarse-mesh';
import { type BaseMesh, sumOfTargets } from '../../../tools/data/makehuman';
import { cutMesh } from '../../../tools/data/mesh-part';
import { shapeContents } from '../../../tools/data/shape-arrays';

/** Two squares side by side, the right one of another group. */
const MESH: BaseMesh = {
  points: [
    [0, 0, 0],
    [1, 0, 0],
    [2, 0, 0],
    [0, 1, 0],
    [1, 1, 0],
    [2, 1, 0],
  ],
  faces: [
    { group: 'left', corners: [0, 1, 4, 3] },
    { group: 'right', corners: [1, 2, 5, 4] },
  ],
};
const TARGETS = new Map([
  [
    'up',
    new Map([
      [2, [0, 1, 0]],
      [0, [0, 3, 0]],
    ] as const),
  ],
]);

describe('cutMesh', () => {
  const part = cutMesh(MESH, ({ group }) => (group === 'right' ? 7 : -1));

  it('keeps the faces asked for as triangles of points numbered anew', () => {
    assert.deepEqual(part.places, [1, 2, 5, 4]);
    assert.deepEqual(part.triangles, [
      [0, 1, 2],
      [0, 2, 3],
    ]);
    assert.deepEqual(part.parts, [7, 7]);
    assert.deepEqual(part.groups, ['right', 'right', 'right', 'right']);
  });

  it('keeps the shifts of its points', () => {
    assert.deepEqual([...part.targetsOf(TARGETS).get('up')!], [[1, [0, 1, 0]]]);
  });
});

describe('coarsen', () => {
  it('makes one point of those in a cube, drops triangles without area, and takes the mean shift', () => {
    const whole = cutMesh(MESH, () => 0);
    const coarse = coarsen(whole, (place) => (whole.points[place][0] < 1.5 ? 1.5 : 0));
    assert.deepEqual(coarse.points, [
      [0.5, 0.5, 0], // the four on the left
      [2, 0, 0],
      [2, 1, 0],
    ]);
    assert.deepEqual(coarse.triangles, [[0, 1, 2]]);
    const up = coarse.targetsOf(TARGETS).get('up')!;
    assert.deepEqual(up.get(0), [0, 0.75, 0]); // one of four moves by 3
    assert.deepEqual(up.get(1), [0, 1, 0]);
  });
});

describe('shapeContents', () => {
  it('writes parts of 0.2 mm, steps from place to place, and no shift that is less', () => {
    const targets = new Map([
      [
        'some',
        new Map([
          [5, [0.001, 0, 0]], // 0.1 mm is rounded to 0.2 mm
          [2, [0, -0.01, 0]],
          [4, [0.0005, 0, 0]],
        ] as const),
      ],
    ]);
    const { arrays, texts } = shapeContents({
      points: MESH.points,
      triangles: [[0, 1, 4]],
      parts: [0],
      targets,
    });
    assert.deepEqual([...arrays.positions.data.slice(3, 6)], [500, 0, 0]); // a decimetre
    assert.deepEqual([...arrays.targetSizes.data], [2]);
    assert.deepEqual([...arrays.targetSteps.data], [2, 3]);
    assert.deepEqual([...arrays.targetShifts.data], [0, -5, 0, 1, 0, 0]);
    assert.deepEqual(texts, { targets: ['some'] });
  });
});

describe('sumOfTargets', () => {
  it('adds shifts of one point, each at its strength', () => {
    const a = new Map([[1, [1, 0, 0]]] as const);
    const b = new Map([
      [1, [0, 2, 0]],
      [3, [0, 0, 4]],
    ] as const);
    const sum = sumOfTargets([
      [a, 2],
      [b, 0.5],
    ]);
    assert.deepEqual(
      [...sum],
      [
        [1, [2, 1, 0]],
        [3, [0, 0, 2]],
      ],
    );
  });
});
