import type { BaseMesh, MeshFace, Point, Target } from './makehuman';
import { trianglesOf } from './shape-arrays';

/** A part of a mesh, its points numbered anew. */
export interface MeshPart {
  readonly points: readonly Point[];
  /** Of each point its place in the whole mesh. */
  readonly places: readonly number[];
  /** Of each point its group. */
  readonly groups: readonly string[];
  /** Places of three corners each. */
  readonly triangles: readonly (readonly number[])[];
  /** Of each triangle what it belongs to. */
  readonly parts: readonly number[];
  /** Targets of the whole mesh as those of the part. */
  targetsOf(targets: ReadonlyMap<string, Target>): Map<string, Target>;
}

/**
 * Cuts a part out of a mesh.
 *
 * @param partOf what a face belongs to, or −1 where it is left out
 */
export function cutMesh({ points, faces }: BaseMesh, partOf: (face: MeshFace) => number): MeshPart {
  const numbers = new Map<number, number>();
  const groups: string[] = [];
  const triangles: number[][] = [];
  const parts: number[] = [];
  for (const face of faces) {
    const part = partOf(face);
    if (part < 0) continue;
    const corners = face.corners.map((corner) => {
      const number = numbers.get(corner) ?? numbers.size;
      if (number === numbers.size) groups.push(face.group);
      numbers.set(corner, number);
      return number;
    });
    for (const triangle of trianglesOf(corners)) {
      triangles.push(triangle);
      parts.push(part);
    }
  }
  const places = [...numbers.keys()];
  return {
    points: places.map((place) => points[place]),
    places,
    groups,
    triangles,
    parts,
    targetsOf: (targets) =>
      new Map([...targets].map(([name, target]) => [name, renumber(target, numbers)])),
  };
}

/** The shifts of points that are kept, by their new places. */
function renumber(target: Target, numbers: ReadonlyMap<number, number>): Target {
  const kept = new Map<number, Point>();
  for (const [place, shift] of target) {
    const number = numbers.get(place);
    if (number !== undefined) kept.set(number, shift);
  }
  return kept;
}
