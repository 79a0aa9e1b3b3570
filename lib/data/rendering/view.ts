import type { Rotation } from './angles';
import type { ScreenPoints } from './canvas';

/** How a thing is seen: from far away, so that parallel lines stay so. */
export interface View {
  readonly rotation: Rotation;
  /** The point about which it is turned, in metres. */
  readonly pivot: readonly [x: number, y: number, z: number];
  /** Where that point is on the canvas, in sample points from the left and from above. */
  readonly place: readonly [left: number, top: number];
  /** Sample points of a metre. */
  readonly scale: number;
}

/** Where points are seen. @param positions x, y, z of each, in metres */
export function project(
  positions: Float32Array,
  { rotation: [right, up, front], pivot, place, scale }: View,
): Omit<ScreenPoints, 'colours'> {
  const count = positions.length / 3;
  const [x, y, near] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    const a = positions[3 * i] - pivot[0];
    const b = positions[3 * i + 1] - pivot[1];
    const c = positions[3 * i + 2] - pivot[2];
    x[i] = place[0] + scale * (right[0] * a + right[1] * b + right[2] * c);
    y[i] = place[1] - scale * (up[0] * a + up[1] * b + up[2] * c);
    near[i] = front[0] * a + front[1] * b + front[2] * c;
  }
  return { x, y, near };
}
