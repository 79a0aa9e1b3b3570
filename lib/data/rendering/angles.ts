/** Parts into which sines are rounded. */
const PARTS = 2 ** 24;

/**
 * Sine and cosine of an angle in degrees, rounded: the last digits of JavaScript's differ from engine to engine, and a
 * picture is to be the same everywhere.
 */
export function sineAndCosine(degrees: number): readonly [sine: number, cosine: number] {
  return sineAndCosineOf((degrees * Math.PI) / 180);
}

/** As {@link sineAndCosine}, of an angle in radians. */
export function sineAndCosineOf(angle: number): readonly [sine: number, cosine: number] {
  const round = (value: number) => Math.round(value * PARTS) / PARTS;
  return [round(Math.sin(angle)), round(Math.cos(angle))];
}

/** A rotation: three rows of three numbers. */
export type Rotation = readonly [Row, Row, Row];
type Row = readonly [number, number, number];

/** Turns about the axis up (to the left, where positive), then to the right (down), then to the front. */
export function rotationOf(yaw: number, pitch: number, roll: number): Rotation {
  const [sy, cy] = sineAndCosine(yaw);
  const [sp, cp] = sineAndCosine(pitch);
  const [sr, cr] = sineAndCosine(roll);
  const turned: Rotation = [
    [cy, 0, sy],
    [sp * sy, cp, -sp * cy],
    [-cp * sy, sp, cp * cy],
  ];
  const mix = (a: number, b: number): Row => [
    a * turned[0][0] + b * turned[1][0],
    a * turned[0][1] + b * turned[1][1],
    a * turned[0][2] + b * turned[1][2],
  ];
  return [mix(cr, -sr), mix(sr, cr), turned[2]];
}
