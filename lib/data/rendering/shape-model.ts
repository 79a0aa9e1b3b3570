import type { SetFile } from '../set-file';

/** Numbers in the file are these parts of a metre: 0.2 mm. */
export const UNITS_PER_METRE = 5000;

/** How a mesh changes: shifts of some of its points. */
export interface ShapeTarget {
  /** Places of the points that move. */
  readonly points: Uint16Array;
  /** x, y, z of each shift, in metres. */
  readonly shifts: Float32Array;
}

/** A surface of triangles that takes many shapes. */
export interface ShapeModel {
  /** x, y, z of each point, in metres: to the person's left, up, to the front. */
  readonly positions: Float32Array;
  /** Places of three corners for each triangle, anticlockwise seen from outside. */
  readonly triangles: Uint16Array;
  /** What the shape is changed by, by name. */
  readonly targets: ReadonlyMap<string, ShapeTarget>;
}

/** How much of each target: 1 is all of it. */
export type ShapeWeights = readonly (readonly [target: string, weight: number])[];

/** Reads the arrays of a model from its set's file. */
export function readShapeModel(file: SetFile): ShapeModel {
  const metres = (data: Int16Array) => Float32Array.from(data, (value) => value / UNITS_PER_METRE);
  const sizes = file.array('targetSizes', 'int32', 1).data;
  const steps = file.array('targetSteps', 'int16', 1).data;
  const shifts = metres(file.array('targetShifts', 'int16', 2).data);
  const targets = new Map<string, ShapeTarget>();
  let start = 0;
  file.lines('targets').forEach((name, i) => {
    const end = start + sizes[i];
    const points = placesOf(steps.subarray(start, end));
    targets.set(name, { points, shifts: shifts.subarray(3 * start, 3 * end) });
    start = end;
  });
  return {
    positions: metres(file.array('positions', 'int16', 2).data),
    triangles: Uint16Array.from(file.array('triangles', 'int16', 2).data),
    targets,
  };
}

/** The triangles of one part, as the file numbers parts. */
export function trianglesOfPart(
  file: SetFile,
  { triangles }: ShapeModel,
  part: number,
): Uint16Array {
  const parts = file.array('parts', 'uint8', 1).data;
  return triangles.filter((_, i) => parts[Math.floor(i / 3)] === part);
}

/** Places from the steps from one to the next, which pack better. */
function placesOf(steps: Int16Array): Uint16Array {
  let place = 0;
  return Uint16Array.from(steps, (step) => (place += step));
}

/** The points' positions in a shape, x, y, z each, in metres. */
export function shapeOf(model: ShapeModel, weights: ShapeWeights): Float32Array {
  const positions = model.positions.slice();
  addShape(positions, model, weights);
  return positions;
}

/** Moves points on by more targets. */
export function addShape(
  positions: Float32Array,
  { targets }: ShapeModel,
  weights: ShapeWeights,
): void {
  for (const [name, weight] of weights) {
    if (weight === 0) continue;
    const target = targets.get(name);
    if (!target) throw new RangeError(`expected a target of the model, but got ${name}`);
    const { points, shifts } = target;
    for (let i = 0; i < points.length; i++) {
      const at = 3 * points[i];
      positions[at] += weight * shifts[3 * i];
      positions[at + 1] += weight * shifts[3 * i + 1];
      positions[at + 2] += weight * shifts[3 * i + 2];
    }
  }
}
