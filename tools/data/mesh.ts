import type { Mesh, Size } from '../../lib/data/voxelise';

/** A rotation: nine numbers, row by row. */
export type Rotation = readonly number[];

/** The corners and faces of a Wavefront OBJ file; a face of many corners becomes a fan of triangles. */
export function parseObj(text: string): Mesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const line of text.split('\n')) {
    const [kind, ...fields] = line.trim().split(/\s+/);
    if (kind === 'v') positions.push(...fields.slice(0, 3).map(Number));
    if (kind !== 'f') continue;
    const corners = fields.map((field) => {
      const place = parseInt(field); // what follows a slash is texture and normal
      return place < 0 ? positions.length / 3 + place : place - 1; // from 1 on, or from the end
    });
    for (let i = 2; i < corners.length; i++) triangles.push(corners[0], corners[i - 1], corners[i]);
  }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
}

/** A mesh that is turned, then stretched to a box from the origin on. */
export function fitIntoBox({ positions, triangles }: Mesh, turn: Rotation, size: Size): Mesh {
  const turned = positions.map((_, i) => {
    const [corner, axis] = [i - (i % 3), i % 3];
    return [0, 1, 2].reduce((sum, k) => sum + turn[3 * axis + k] * positions[corner + k], 0);
  });
  const [lowest, highest] = boundsOf(turned, triangles);
  const fitted = turned.map((value, i) => {
    const axis = i % 3;
    const width = highest[axis] - lowest[axis];
    return width === 0 ? 0 : ((value - lowest[axis]) / width) * size[axis];
  });
  return { positions: fitted, triangles };
}

/** The lowest and the highest coordinates of the corners that triangles use. */
function boundsOf(
  positions: Float64Array,
  triangles: ArrayLike<number>,
): readonly [number[], number[]] {
  const lowest = [Infinity, Infinity, Infinity];
  const highest = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < triangles.length; i++) {
    const corner = triangles[i];
    for (let axis = 0; axis < 3; axis++) {
      lowest[axis] = Math.min(lowest[axis], positions[3 * corner + axis]);
      highest[axis] = Math.max(highest[axis], positions[3 * corner + axis]);
    }
  }
  return [lowest, highest];
}
