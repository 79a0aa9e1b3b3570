/** A vector: to the person's left, up, to the front. */
export type Vector = readonly [x: number, y: number, z: number];

/** A rotation as a quaternion of length 1. */
export type Quaternion = readonly [w: number, x: number, y: number, z: number];

/** First `b`, then `a`. */
export const multiply = (a: Quaternion, b: Quaternion): Quaternion => [
  a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
  a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
  a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
  a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
];

/** A vector turned: q · v · q⁻¹. */
export function rotate([w, x, y, z]: Quaternion, [a, b, c]: Vector): Vector {
  const [tx, ty, tz] = [2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)];
  return [a + w * tx + y * tz - z * ty, b + w * ty + z * tx - x * tz, c + w * tz + x * ty - y * tx];
}

export const addVectors = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** Made of length 1. */
export function normalise(q: Quaternion): Quaternion {
  const length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
}

/** Between two rotations, on the shorter way: 0 is `a`, 1 is `b`. */
export function between(a: Quaternion, b: Quaternion, share: number): Quaternion {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1; // −b is the same as b
  const mix = (i: number) => a[i] + share * (sign * b[i] - a[i]);
  return normalise([mix(0), mix(1), mix(2), mix(3)]);
}

/** The turn about the vertical that is nearest to a rotation. */
export function headingOf([w, , y]: Quaternion): Quaternion {
  const length = Math.sqrt(w * w + y * y);
  return length < 1e-6 ? [1, 0, 0, 0] : [w / length, 0, y / length, 0];
}

/** The rotation backwards. */
export const inverse = ([w, x, y, z]: Quaternion): Quaternion => [w, -x, -y, -z];

export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** A vector made of length 1. */
export function unit(v: Vector): Vector {
  const length = Math.sqrt(dot(v, v));
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** The shortest rotation that turns one direction into another. */
export function rotationTowards(from: Vector, to: Vector): Quaternion {
  const [a, b] = [unit(from), unit(to)];
  const w = 1 + dot(a, b);
  if (w < 1e-6) return normalise([0, ...perpendicular(a)]); // half a turn: any axis across will do
  return normalise([w, ...cross(a, b)]);
}

const perpendicular = ([x, y, z]: Vector): Vector => (Math.abs(x) < 0.5 ? [0, z, -y] : [-y, x, 0]);

/**
 * The rotation that turns the first axis into a direction, and the second one as near as can be to another one
 * (Gram-Schmidt).
 */
export function rotationOfAxes(first: Vector, second: Vector): Quaternion {
  const x = unit(first);
  const along = dot(second, x);
  const y = unit([second[0] - along * x[0], second[1] - along * x[1], second[2] - along * x[2]]);
  return quaternionOf(x, y, cross(x, y));
}

/** Of a matrix by its columns. The largest of the four numbers is taken first, so that none is divided by about 0. */
function quaternionOf(x: Vector, y: Vector, z: Vector): Quaternion {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) return normalise([1 + trace, y[2] - z[1], z[0] - x[2], x[1] - y[0]]);
  if (x[0] >= y[1] && x[0] >= z[2]) {
    return normalise([y[2] - z[1], 1 + x[0] - y[1] - z[2], x[1] + y[0], z[0] + x[2]]);
  }
  if (y[1] >= z[2]) {
    return normalise([z[0] - x[2], x[1] + y[0], 1 + y[1] - x[0] - z[2], y[2] + z[1]]);
  }
  return normalise([x[1] - y[0], z[0] + x[2], y[2] + z[1], 1 + z[2] - x[0] - y[1]]);
}
