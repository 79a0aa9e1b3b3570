import { HEAD_REGIONS, type HeadRegion } from '../../lib/data/faces/head-model';
import type { Point, Target } from './makehuman';

/** What is known of a point of the head, in decimetres. */
interface HeadPoint {
  readonly point: Point;
  /** Of the mesh, such as `body`. */
  readonly group: string;
  /** Perpendicular to the surface, to the outside. */
  readonly normal: Point;
  /** How far a target that swells the lips moves it, as a share of the most that it moves any. */
  readonly lip: number;
}

/** The middle of the person's left iris; the right one is its mirror image. */
const IRIS = { x: 0.308, y: 7.284, minZ: 1.3, radius: 0.085, pupilRadius: 0.035 };

/** Where the mouth is, and the point from which its inside is seen. */
const MOUTH = { maxX: 0.5, y: [6.3, 7], z: [0.5, 1.4], middle: [0, 6.64, 1] } as const;

/** The place in `HEAD_REGIONS` of a point. */
export function regionOf(point: HeadPoint): number {
  return HEAD_REGIONS.indexOf(regionNameOf(point));
}

function regionNameOf({ point, group, normal, lip }: HeadPoint): HeadRegion {
  if (group === 'helper-hair') return 'hair';
  if (group.endsWith('-teeth')) return 'teeth';
  if (group.endsWith('-eye')) return partOfEye(point);
  if (isInsideMouth(point, normal)) return 'mouth';
  if (isBrow(point)) return 'brow';
  if (isScalp(point)) return 'scalp';
  return lip > 0.35 ? 'lip' : 'skin';
}

function partOfEye([x, y, z]: Point): HeadRegion {
  const far = lengthOf([Math.abs(x) - IRIS.x, y - IRIS.y, 0]);
  if (z < IRIS.minZ || far > IRIS.radius) return 'white';
  return far < IRIS.pupilRadius ? 'pupil' : 'iris';
}

/** Not Math.hypot, whose last digit differs from engine to engine. */
const lengthOf = ([x, y, z]: Point): number => Math.sqrt(x * x + y * y + z * z);

/** The inside of the mouth is a part of the skin that looks to the middle of the mouth. */
function isInsideMouth([x, y, z]: Point, normal: Point): boolean {
  const isNear =
    Math.abs(x) < MOUTH.maxX &&
    y > MOUTH.y[0] &&
    y < MOUTH.y[1] &&
    z > MOUTH.z[0] &&
    z < MOUTH.z[1];
  const [a, b, c] = MOUTH.middle;
  return isNear && normal[0] * (x - a) + normal[1] * (y - b) + normal[2] * (z - c) < 0;
}

/** A band above the eye that falls to the outside. */
function isBrow([x, y, z]: Point): boolean {
  const side = Math.abs(x);
  const lower = 7.49 - 0.12 * Math.max(0, side - 0.35);
  const upper = 7.61 - 0.25 * Math.max(0, side - 0.3);
  return z > 1 && side > 0.1 && side < 0.6 && y > lower && y < upper;
}

/** Where hair grows: what lies behind a sloping plane, without the ears. */
function isScalp([x, y, z]: Point): boolean {
  const isEar = Math.abs(x) > 0.75 && y < 7.5 && z > -0.1;
  return y > 7 && y - 0.75 * z > 7.03 && !isEar;
}

/** How far each point is moved, as a share of the most that any is. */
export function sharesOf(targets: readonly Target[], numPoints: number): Float64Array {
  const shares = new Float64Array(numPoints);
  for (const target of targets) {
    const longest = Math.max(...[...target.values()].map(lengthOf));
    for (const [place, shift] of target) {
      shares[place] = Math.max(shares[place], lengthOf(shift) / longest);
    }
  }
  return shares;
}

/** The sum of the normals of the triangles around each point, each as long as twice its triangle's area. */
export function normalsOf(
  points: readonly Point[],
  triangles: readonly (readonly number[])[],
): Point[] {
  const normals = points.map((): [number, number, number] => [0, 0, 0]);
  for (const corners of triangles) {
    const [a, b, c] = corners.map((corner) => points[corner]);
    const [u, v] = [b, c].map((other) => other.map((value, axis) => value - a[axis]));
    for (let axis = 0; axis < 3; axis++) {
      const [j, k] = [(axis + 1) % 3, (axis + 2) % 3];
      const area = u[j] * v[k] - u[k] * v[j];
      for (const corner of corners) normals[corner][axis] += area;
    }
  }
  return normals;
}
