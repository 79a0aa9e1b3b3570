import assert from 'node:assert/strict';

import { type Rotation, rotationOf, sineAndCosine } from '../../../lib/data/rendering/angles';

/** A vector turned. */
const turn = (rotation: Rotation, v: readonly number[]) =>
  rotation.map((row) => row.reduce((sum, value, k) => sum + value * v[k], 0));

const near = (found: readonly number[], expected: readonly number[]) =>
  found.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < 1e-6, `${found}, not ${expected}`),
  );

describe('sineAndCosine', () => {
  it('is that of well-known angles, in parts of 2⁻²⁴', () => {
    assert.deepEqual(sineAndCosine(0), [0, 1]);
    assert.deepEqual(sineAndCosine(90), [1, 0]); // JavaScript's cosine is 6e-17
    assert.equal(sineAndCosine(30)[0], 0.5);
    assert.ok(Number.isInteger(sineAndCosine(17)[0] * 2 ** 24));
  });
});

describe('rotationOf', () => {
  const [left, up, front] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];

  it('turns the front to the left by yaw, down by pitch', () => {
    near(turn(rotationOf(90, 0, 0), front), left);
    near(turn(rotationOf(0, 90, 0), front), [0, -1, 0]);
  });

  it('leans what is up to the other side of the left by roll', () => {
    near(turn(rotationOf(0, 0, 90), up), [-1, 0, 0]);
  });

  it('leaves lengths and angles as they are', () => {
    const rotation = rotationOf(25, -13, 40);
    rotation.forEach((row, i) =>
      near(
        rotation.map((other) => row.reduce((sum, value, k) => sum + value * other[k], 0)),
        rotation.map((_, k) => (i === k ? 1 : 0)),
      ),
    );
  });
});
