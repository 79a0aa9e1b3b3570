import type { MeshPart } from './mesh-part';
import type { Point, Target } from './makehuman';

/**
 * A mesh made coarser: points that lie in one cube of a grid become one, their mean; triangles that lose a corner go.
 *
 * @param sideOf side of the cubes at a point, in decimetres; 0 leaves the point alone
 */
export function coarsen(part: MeshPart, sideOf: (place: number) => number): MeshPart {
  const cubes = new Map<string, number[]>();
  part.points.forEach((point, place) => {
    const side = sideOf(place);
    const cube = side === 0 ? `${place}` : point.map((value) => Math.floor(value / side)).join();
    cubes.set(cube, [...(cubes.get(cube) ?? []), place]);
  });
  const members = [...cubes.values()];
  const numbers = new Int32Array(part.points.length);
  members.forEach((places, number) => places.forEach((place) => (numbers[place] = number)));
  const kept = part.triangles
    .map((corners, i) => ({
      corners: corners.map((corner) => numbers[corner]),
      part: part.parts[i],
    }))
    .filter(({ corners }) => new Set(corners).size === 3);
  return {
    points: members.map((places) => meanOf(places.map((place) => part.points[place]))),
    places: members.map(([first]) => part.places[first]),
    groups: members.map(([first]) => part.groups[first]),
    triangles: kept.map(({ corners }) => corners),
    parts: kept.map((one) => one.part),
    targetsOf: (targets) =>
      new Map(
        [...part.targetsOf(targets)].map(([name, target]) => [name, meanShifts(target, members)]),
      ),
  };
}

/** For each group of points the mean of their shifts. */
export function meanShifts(target: Target, groups: readonly (readonly number[])[]): Target {
  return new Map(
    groups.map((places, number) => [
      number,
      meanOf(places.map((place) => target.get(place) ?? [0, 0, 0])),
    ]),
  );
}

/** The middle of points. */
export function meanOf(points: readonly Point[]): Point {
  const mean = (axis: number) =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [mean(0), mean(1), mean(2)];
}
