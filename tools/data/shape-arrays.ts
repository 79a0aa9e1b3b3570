import { UNITS_PER_METRE } from '../../lib/data/rendering/shape-model';
import type { SetContents } from './definition';
import type { Point, Target } from './makehuman';

/** A part of MakeHuman's mesh, and how it changes. */
export interface Shape {
  readonly points: readonly Point[];
  /** Places of three corners each. */
  readonly triangles: readonly (readonly number[])[];
  /** Of each triangle what it belongs to. */
  readonly parts: readonly number[];
  /** By name; places are those of `points`. */
  readonly targets: ReadonlyMap<string, Target>;
}

/** What `readShapeModel` reads. Shifts below 0.1 mm are left out. */
export function shapeContents({ points, triangles, parts, targets }: Shape): SetContents {
  const sizes: number[] = [];
  const steps: number[] = [];
  const shifts: number[] = [];
  for (const target of targets.values()) {
    let [size, last] = [0, 0];
    for (const [place, shift] of [...target].sort(([a], [b]) => a - b)) {
      const units = shift.map(toUnits);
      if (units.every((unit) => unit === 0)) continue;
      shifts.push(...units);
      steps.push(place - last);
      last = place;
      size++;
    }
    sizes.push(size);
  }
  return {
    arrays: {
      positions: { shape: [points.length, 3], data: Int16Array.from(points.flat(), toUnits) },
      triangles: { shape: [triangles.length, 3], data: Int16Array.from(triangles.flat()) },
      parts: { shape: [parts.length], data: Uint8Array.from(parts) },
      targetSizes: { shape: [sizes.length], data: Int32Array.from(sizes) },
      targetSteps: { shape: [steps.length], data: Int16Array.from(steps) },
      targetShifts: { shape: [steps.length, 3], data: Int16Array.from(shifts) },
    },
    texts: { targets: [...targets.keys()] },
  };
}

/** From decimetres. */
const toUnits = (decimetres: number): number => Math.round((decimetres * UNITS_PER_METRE) / 10);

/** A face of four corners as two triangles, one of three as itself. */
export function trianglesOf(corners: readonly number[]): number[][] {
  return corners.slice(2).map((corner, i) => [corners[0], corners[i + 1], corner]);
}
