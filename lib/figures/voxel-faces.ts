/** A grid of cells by height, depth and width. */
export interface VoxelGrid {
  /** From the floor up, from back to front, from left to right. */
  readonly size: readonly [height: number, depth: number, width: number];
  /** Whether there is a cube; false outside the grid. */
  isFilled(y: number, z: number, x: number): boolean;
}

/** Where the eye is, in degrees: 0 in front of the shape and on its level; it goes around to the right, and up. */
export interface ViewAngles {
  readonly azimuth: number;
  readonly elevation: number;
}

/** One side of a cube that the eye sees. */
export interface VoxelFace {
  /** Its corners on the plane of the picture, y downwards; a cell's edge is 1, the middle of the grid is the origin. */
  readonly corners: readonly (readonly [x: number, y: number])[];
  /** Which way it looks: a place in the axes y, z, x. */
  readonly axis: 0 | 1 | 2;
  /** How many of the eight cubes around the place before it are there: they keep light away. */
  readonly numNeighbours: number;
}

type Triple = readonly [y: number, z: number, x: number];

/** Axes beside each of y, z and x. */
const OTHERS = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;

/** Places of cell corners on the plane of the picture, for a parallel projection. */
export function projection(size: Triple, { azimuth, elevation }: ViewAngles) {
  const [sinA, cosA] = [Math.sin(radians(azimuth)), Math.cos(radians(azimuth))];
  const [sinE, cosE] = [Math.sin(radians(elevation)), Math.cos(radians(elevation))];
  const toPlane = ([y, z, x]: Triple): readonly [number, number] => {
    const [up, front, right] = [y - size[0] / 2, z - size[1] / 2, x - size[2] / 2];
    const near = front * cosA + right * sinA; // towards the eye, on the floor
    return [right * cosA - front * sinA, near * sinE - up * cosE];
  };
  /** From the shape to the eye, by y, z and x. */
  const toEye: Triple = [sinE, cosA * cosE, sinA * cosE];
  return { toPlane, toEye };
}

/**
 * The faces that are turned to the eye and not covered by a neighbour, from the farthest to the nearest: painted in
 * this order, nearer ones hide what is behind them.
 */
export function visibleFaces(grid: VoxelGrid, view: ViewAngles): VoxelFace[] {
  const { toPlane, toEye } = projection(grid.size, view);
  const order = grid.size.map((length, axis) => {
    const ascending = Array.from({ length }, (_, i) => i);
    return toEye[axis] < 0 ? ascending.reverse() : ascending;
  });
  const axes = ([0, 1, 2] as const).filter((axis) => Math.abs(toEye[axis]) > 1e-6);
  const faces: VoxelFace[] = [];
  for (const y of order[0]) {
    for (const z of order[1]) {
      for (const x of order[2]) {
        if (!grid.isFilled(y, z, x)) continue;
        for (const axis of axes) {
          const before = step([y, z, x], axis, toEye[axis] > 0 ? 1 : -1);
          if (grid.isFilled(...before)) continue;
          const corners = cornersOf([y, z, x], axis, toEye[axis] > 0).map(toPlane);
          faces.push({ corners, axis, numNeighbours: countAround(grid, before, axis) });
        }
      }
    }
  }
  return faces;
}

function step(cell: Triple, axis: number, by: number): Triple {
  return cell.map((place, i) => (i === axis ? place + by : place)) as unknown as Triple; // map keeps the three
}

function cornersOf(cell: Triple, axis: 0 | 1 | 2, isUpper: boolean): Triple[] {
  const base = isUpper ? step(cell, axis, 1) : cell;
  const [a, b] = OTHERS[axis];
  return [base, step(base, a, 1), step(step(base, a, 1), b, 1), step(base, b, 1)];
}

function countAround(grid: VoxelGrid, place: Triple, axis: 0 | 1 | 2): number {
  const [a, b] = OTHERS[axis];
  let count = 0;
  for (const i of [-1, 0, 1]) {
    for (const k of [-1, 0, 1]) {
      if ((i !== 0 || k !== 0) && grid.isFilled(...step(step(place, a, i), b, k))) count++;
    }
  }
  return count;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
