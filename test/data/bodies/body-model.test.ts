import assert from 'node:assert/strict';

import { BODY_JOINTS, BODY_SET, LIMBS, loadBodyModel } from '../../../lib/data/bodies/body-model';
import { describeDamages } from '../damaged-sets';

describe('loadBodyModel', () => {
  const model = loadBodyModel();
  const jointAt = (joint: (typeof BODY_JOINTS)[number]) => {
    const start = 3 * (model.numPoints + BODY_JOINTS.indexOf(joint));
    return [...model.positions.subarray(start, start + 3)];
  };

  it('has the points of the surface, then the joints, left ones at the left', () => {
    assert.equal(model.positions.length, 3 * (model.numPoints + BODY_JOINTS.length));
    assert.ok(model.triangles.every((place) => place < model.numPoints));
    assert.ok(jointAt('leftHip')[0] > 0 && jointAt('rightHip')[0] < 0);
    assert.ok(jointAt('head')[1] > jointAt('pelvis')[1]);
  });

  it('moves every point by limbs whose weights sum to 1, but for rounding', () => {
    for (let i = 0; i < model.numPoints; i++) {
      const weights = model.weights.subarray(i * LIMBS.length, (i + 1) * LIMBS.length);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      assert.ok(Math.abs(sum - 1) < 0.015, `${sum}`); // several roundings of 1/510
    }
  });

  it('moves points at the left foot by the left foot', () => {
    const [x, y, z] = jointAt('leftToe');
    for (let i = 0; i < model.numPoints; i++) {
      const [a, b, c] = model.positions.subarray(3 * i, 3 * i + 3);
      if (Math.hypot(a - x, b - y, c - z) > 0.05) continue;
      assert.ok(model.weights[i * LIMBS.length + LIMBS.indexOf('leftFoot')] > 0.9);
    }
  });

  describeDamages(BODY_SET, loadBodyModel);
});
