import { requireInteger } from '../../check';
import type { ByteImages } from '../images';
import { rotationOf } from '../rendering/angles';
import type { Vector } from './quaternion';
import { BONES, JOINTS, type Joint, POSE_SIZE, jointPositions } from './skeleton';

/** From where a movement is seen; the viewer goes along with the pelvis, but not up and down. */
export interface StageView {
  /** Degrees by which the viewer walked around: at 0 the front is seen, at 90 it looks to the right. */
  readonly azimuth: number;
  /** Pixels of a side. */
  readonly size: number;
}

/** Metres across a picture, and how far above its lower edge the floor is, as a share of it. */
export const STAGE = { metres: 2.1, floor: 1 / 16 } as const;

/** Metres from the middle of a limb, of the trunk and of the head to their edge. */
const RADII = { limb: 0.055, trunk: 0.105, head: 0.12 };
/** Grey of each, 0 to 255: the right side is brighter, so that the sides can be told apart. */
const GREYS = { trunk: 200, right: 255, left: 140, head: 225 };

/** A line of some thickness, with round ends, on the picture. */
interface Stroke {
  readonly from: ScreenPoint;
  readonly to: ScreenPoint;
  /** In pixels. */
  readonly radius: number;
  readonly grey: number;
}

/** In pixels from the left and from above; more is nearer. */
type ScreenPoint = readonly [left: number, top: number, near: number];

/**
 * Draws poses as stick figures: the right side is brighter than the left one.
 *
 * @param poses `[count, 43]`
 * @returns `[count, size, size, 1]`, on black
 * @throws RangeError when the size is not an integer of at least 1
 */
export const drawFigures = (poses: Float32Array, view: StageView): ByteImages =>
  drawPoses(poses, view, (skeleton) => drawFigure(skeleton, view));

/**
 * Draws one picture a pose.
 *
 * @param poses `[count, 43]`
 * @param draw draws a skeleton whose pelvis is above the middle, `[size, size, 1]`
 */
export function drawPoses(
  poses: Float32Array,
  { size }: StageView,
  draw: (skeleton: readonly Vector[]) => Uint8Array,
): ByteImages {
  requireInteger('size', size, { min: 1 });
  const count = poses.length / POSE_SIZE;
  const data = new Uint8Array(count * size ** 2);
  for (let i = 0; i < count; i++) {
    const pose = poses.slice(i * POSE_SIZE, (i + 1) * POSE_SIZE);
    pose[0] = pose[2] = 0;
    data.set(draw(jointPositions(pose)), i * size ** 2);
  }
  return { shape: [count, size, size, 1], data };
}

function drawFigure(skeleton: readonly Vector[], view: StageView): Uint8Array {
  const { size } = view;
  const points = skeleton.map((point) => projectPoint(point, view));
  const scale = size / STAGE.metres;
  const head = JOINTS.indexOf('head');
  const strokes = BONES.map(([from, to]): Stroke => {
    const { radius, grey } = lookOf(JOINTS[to]);
    return { from: points[from], to: points[to], radius: radius * scale, grey };
  });
  const circle = {
    from: points[head],
    to: points[head],
    radius: RADII.head * scale,
    grey: GREYS.head,
  };
  const picture = {
    grey: new Float32Array(size * size),
    near: new Float32Array(size * size).fill(-Infinity),
  };
  for (const stroke of [...strokes, circle]) drawStroke(picture, size, stroke);
  return Uint8Array.from(picture.grey, Math.round);
}

function projectPoint([x, y, z]: Vector, { azimuth, size }: StageView): ScreenPoint {
  const [[cosine, , sine]] = rotationOf(azimuth, 0, 0);
  const scale = size / STAGE.metres;
  return [
    size / 2 + scale * (cosine * x + sine * z),
    size * (1 - STAGE.floor) - scale * y,
    scale * (cosine * z - sine * x),
  ];
}

/** How the bone that ends in a joint looks. */
function lookOf(end: Joint): { readonly radius: number; readonly grey: number } {
  if (end === 'chest' || end === 'neck') return { radius: RADII.trunk, grey: GREYS.trunk };
  if (end === 'head') return { radius: RADII.limb, grey: GREYS.trunk };
  return { radius: RADII.limb, grey: end.startsWith('left') ? GREYS.left : GREYS.right };
}

/** Draws over what is farther away; edges are mixed with what is behind them. */
function drawStroke(
  { grey, near }: { grey: Float32Array; near: Float32Array },
  size: number,
  stroke: Stroke,
): void {
  const { from, to, radius } = stroke;
  const reach = radius + 1;
  const range = (axis: 0 | 1): [number, number] => [
    Math.max(0, Math.floor(Math.min(from[axis], to[axis]) - reach)),
    Math.min(size - 1, Math.ceil(Math.max(from[axis], to[axis]) + reach)),
  ];
  const [[left, right], [top, bottom]] = [range(0), range(1)];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [distance, depth] = distanceTo(stroke, x + 0.5, y + 0.5);
      const cover = Math.max(0, Math.min(1, radius + 0.5 - distance));
      const at = y * size + x;
      if (cover === 0 || depth < near[at]) continue;
      grey[at] += cover * (stroke.grey - grey[at]);
      if (cover > 0.5) near[at] = depth;
    }
  }
}

/** How far a point of the picture is from a stroke's middle line, and how near that line is to the viewer there. */
function distanceTo({ from, to }: Stroke, x: number, y: number): readonly [number, number] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const [px, py] = [x - from[0], y - from[1]];
  const length = dx * dx + dy * dy;
  const share = length < 1e-6 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  const [a, b] = [px - share * dx, py - share * dy];
  return [Math.sqrt(a * a + b * b), from[2] + share * (to[2] - from[2])];
}
