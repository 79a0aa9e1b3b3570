import assert from 'node:assert/strict';

import { type ShapeModel, shapeOf } from '../../../lib/data/rendering/shape-model';

const MODEL: ShapeModel = {
  positions: Float32Array.of(0, 0, 0, 1, 1, 1),
  triangles: new Uint16Array(),
  targets: new Map([
    ['up', { points: Uint16Array.of(1), shifts: Float32Array.of(0, 2, 0) }],
    ['left', { points: Uint16Array.of(0, 1), shifts: Float32Array.of(1, 0, 0, 4, 0, 0) }],
  ]),
};

describe('shapeOf', () => {
  it('adds each target at its weight, and leaves the model as it is', () => {
    const shape = shapeOf(MODEL, [
      ['up', 0.5],
      ['left', -1],
    ]);
    assert.deepEqual([...shape], [-1, 0, 0, -3, 2, 1]);
    assert.deepEqual([...MODEL.positions], [0, 0, 0, 1, 1, 1]);
  });

  it('throws on a target that the model has not', () => {
    assert.throws(
      () => shapeOf(MODEL, [['down', 1]]),
      /expected a target of the model, but got down/,
    );
  });
});
