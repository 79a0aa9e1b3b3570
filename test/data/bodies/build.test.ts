import assert from 'node:assert/strict';

import { BODY_JOINTS, bodyModel } from '../../../lib/data/bodies/body-model';
import { buildOf, buildWeights } from '../../../lib/data/bodies/build';
import { shapeOf } from '../../../lib/data/rendering/shape-model';

describe('buildOf', () => {
  it('gives the same build for a number, another for another, all in range', () => {
    assert.deepEqual(buildOf(5), buildOf(5));
    assert.notEqual(buildOf(5).weight, buildOf(6).weight);
    for (let number = 0; number < 50; number++) {
      const { sex, age, weight, muscle, families } = buildOf(number);
      assert.ok([sex, age, ...families].every((value) => value >= 0 && value <= 1));
      assert.ok([weight, muscle].every((value) => Math.abs(value) <= 1));
    }
  });
});

describe('buildWeights', () => {
  const model = bodyModel();
  const build = { ...buildOf(5), weight: 0, muscle: 0, age: 0.5 };
  const shape = (change: Partial<typeof build>) =>
    shapeOf(model, buildWeights({ ...build, ...change }));
  const spread = (values: Float32Array) =>
    values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  const heightOf = (change: Partial<typeof build>) =>
    spread(shape(change).filter((_, i) => i % 3 === 1 && i < 3 * model.numPoints));
  /** From back to front, where the waist is. */
  const waistOf = (change: Partial<typeof build>) => {
    const positions = shape(change);
    const waist = positions[3 * (model.numPoints + BODY_JOINTS.indexOf('waist')) + 1];
    const isNear = (i: number) => Math.abs(positions[3 * Math.floor(i / 3) + 1] - waist) < 0.05;
    const isArm = (i: number) => Math.abs(positions[3 * Math.floor(i / 3)]) > 0.25;
    return spread(positions.filter((_, i) => i % 3 === 2 && isNear(i) && !isArm(i)));
  };

  it('makes adults of 1.5 to 2 metres, and children smaller', () => {
    const height = heightOf({});
    assert.ok(height > 1.5 && height < 2, `${height}`);
    assert.ok(heightOf({ age: 0 }) < height - 0.2);
  });

  it('makes the heavy stouter than the thin', () => {
    const [thin, heavy] = [waistOf({ weight: -1 }), waistOf({ weight: 1 })];
    assert.ok(heavy > 1.1 * thin, `${heavy} m, ${thin} m`);
  });
});
