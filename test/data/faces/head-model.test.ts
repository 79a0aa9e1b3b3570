import assert from 'node:assert/strict';

import { HEAD_REGIONS, HEAD_SET, loadHeadModel } from '../../../lib/data/faces/head-model';
import { EXPRESSIONS, NUM_FEATURES } from '../../../lib/data/faces/person';
import { describeDamages } from '../damaged-sets';

describe('loadHeadModel', () => {
  const model = loadHeadModel();
  const numPoints = model.positions.length / 3;

  it('has a head of human size: the middle part 15 to 20 cm wide', () => {
    const widths = model.placesIn.scalp.map((i) => model.positions[3 * i]);
    const width = Math.max(...widths) - Math.min(...widths);
    assert.ok(width > 0.15 && width < 0.2, `${width}`);
  });

  it('has a target for every expression and two for every feature', () => {
    for (const expression of EXPRESSIONS.slice(1)) assert.ok(model.targets.has(expression));
    assert.equal(model.features.length, NUM_FEATURES);
    for (const feature of model.features) assert.ok(model.targets.has(`${feature}-more`), feature);
  });

  it('has every region, the two irises mirror images of each other', () => {
    for (const region of HEAD_REGIONS) assert.ok(model.placesIn[region].length > 1, region);
    const sides = model.placesIn.iris.map((i) => model.positions[3 * i]);
    assert.equal(sides.filter((x) => x > 0).length, sides.filter((x) => x < 0).length);
  });

  it('refers to no point that there is not', () => {
    assert.ok(model.triangles.every((place) => place < numPoints));
    for (const [name, { points, shifts }] of model.targets) {
      assert.ok(points.length > 0, name);
      assert.equal(shifts.length, 3 * points.length);
      assert.ok(points.every((place) => place < numPoints));
    }
  });

  it('closes one eye in a wink: the left one', () => {
    const { points, shifts } = model.targets.get('wink')!;
    const [left, right] = [0, 0].map((_, side) =>
      [...points.keys()].filter((k) => {
        const x = model.positions[3 * points[k]];
        return (side === 0 ? x > 0.01 : x < -0.01) && Math.abs(shifts[3 * k + 1]) > 0.004;
      }),
    );
    // The middle of the lips goes along.
    assert.ok(left.length > 50 * right.length, `${left.length}, ${right.length}`);
  });

  describeDamages(HEAD_SET, loadHeadModel);
});
