import assert from 'node:assert/strict';

import {
  type Quaternion,
  type Vector,
  between,
  headingOf,
  inverse,
  multiply,
  normalise,
  rotate,
  rotationOfAxes,
  rotationTowards,
} from '../../../lib/data/motion/quaternion';

const near = (found: readonly number[], expected: readonly number[]) =>
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 1e-9, `${found}, not ${expected}`),
  );

const HALF = Math.SQRT1_2;
/** A quarter turn about the axis up: the front comes to the left. */
const QUARTER: Quaternion = [HALF, 0, HALF, 0];
const SOME = normalise([0.3, -0.5, 0.7, 0.2]);
const [LEFT, UP, FRONT]: readonly Vector[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe('rotate', () => {
  it('turns the front to the left in a quarter turn about the axis up', () => {
    near(rotate(QUARTER, FRONT), LEFT);
    near(rotate(QUARTER, UP), UP);
  });

  it('goes back with the inverse', () => near(rotate(inverse(SOME), rotate(SOME, FRONT)), FRONT));
});

describe('multiply', () => {
  it('turns by the second, then by the first', () => {
    near(rotate(multiply(QUARTER, SOME), LEFT), rotate(QUARTER, rotate(SOME, LEFT)));
  });
});

describe('between', () => {
  it('is an eighth of a turn half way to a quarter', () => {
    const eighth = Math.PI / 8;
    near(between([1, 0, 0, 0], QUARTER, 0.5), [Math.cos(eighth), 0, Math.sin(eighth), 0]);
  });

  it('takes the short way to a rotation with the other sign, which is the same', () => {
    const [w, x, y, z] = QUARTER;
    near(between(QUARTER, [-w, -x, -y, -z], 0.5), QUARTER);
  });
});

describe('headingOf', () => {
  it('is the turn itself for a turn about the vertical', () => near(headingOf(QUARTER), QUARTER));

  it('is none for who lies on the back', () => near(headingOf([HALF, -HALF, 0, 0]), [1, 0, 0, 0]));
});

describe('rotationTowards', () => {
  it('turns one direction into another, and by half a turn into the opposite one', () => {
    near(rotate(rotationTowards([0, 0, 2], [3, 0, 0]), FRONT), LEFT);
    for (const axis of [LEFT, UP, FRONT]) {
      const opposite: Vector = [-axis[0], -axis[1], -axis[2]];
      near(rotate(rotationTowards(axis, opposite), axis), opposite);
    }
  });
});

describe('rotationOfAxes', () => {
  it('finds a rotation from what it does to the first two axes, whichever of its numbers is largest', () => {
    const rotations = [SOME, QUARTER, [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]] as const;
    for (const q of rotations) {
      const found = rotationOfAxes(rotate(q, LEFT), rotate(q, UP));
      near(rotate(found, FRONT), rotate(q, FRONT));
      near(rotate(found, LEFT), rotate(q, LEFT));
    }
  });

  it('keeps the first axis and brings the second as near as can be', () => {
    const found = rotationOfAxes([0, 3, 0], [0, 5, 2]);
    near(rotate(found, LEFT), UP);
    near(rotate(found, UP), FRONT);
  });
});
