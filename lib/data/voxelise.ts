/** A surface of triangles. */
export interface Mesh {
  /** x, y, z of each corner, one after another. */
  readonly positions: Float64Array;
  /** Places of three corners for each triangle. */
  readonly triangles: ArrayLike<number>;
}

/** Widths of a box. */
export type Size = readonly [x: number, y: number, z: number];

/** Samples on a triangle for each voxel that its longest side passes: enough that none is left out. */
const SAMPLES = 2.2;

/**
 * A solid of cubes, 1 where there is something: the surface, and what it encloses. The longest side of the box fills
 * the grid, the shape stands in the middle of its floor.
 *
 * @param mesh in a box of this size from the origin on, y upwards
 * @returns `[numCells, numCells, numCells]`: from the floor up, from back to front, from left to right
 */
export function voxelise(mesh: Mesh, size: Size, numCells: number): Uint8Array {
  const scale = (numCells - 1e-3) / Math.max(...size);
  const [x, , z] = size.map((width) => (numCells - width * scale) / 2);
  const offset = [x, 0, z];
  const filled = new Uint8Array(numCells ** 3);
  const { positions, triangles } = mesh;
  const at = (corner: number, axis: number) => positions[3 * corner + axis] * scale + offset[axis];
  const corner = (place: number): Size => [at(place, 0), at(place, 1), at(place, 2)];
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [corner(triangles[i]), corner(triangles[i + 1]), corner(triangles[i + 2])];
    fillTriangle(filled, numCells, a, b, c);
  }
  return fillInside(filled, numCells);
}

/** Marks the cells in which samples of a triangle lie. */
function fillTriangle(filled: Uint8Array, numCells: number, a: Size, b: Size, c: Size): void {
  const length = Math.max(distance(a, b), distance(b, c), distance(c, a));
  const steps = Math.max(1, Math.ceil(length * SAMPLES));
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps - i; j++) {
      const [u, v] = [i / steps, j / steps];
      const cell = (axis: number): number => {
        const place = a[axis] * (1 - u - v) + b[axis] * u + c[axis] * v;
        return Math.max(0, Math.floor(place)); // rounding may go below 0
      };
      filled[(cell(1) * numCells + cell(2)) * numCells + cell(0)] = 1;
    }
  }
}

const distance = (a: Size, b: Size): number =>
  Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);

/** Fills all cells that cannot be reached from outside through faces of empty ones. */
function fillInside(surface: Uint8Array, numCells: number): Uint8Array {
  const isOutside = new Uint8Array(surface.length);
  const queue: number[] = [];
  const reach = (y: number, z: number, x: number): void => {
    if (Math.min(x, y, z) < 0 || Math.max(x, y, z) >= numCells) return;
    const cell = (y * numCells + z) * numCells + x;
    if (surface[cell] || isOutside[cell]) return;
    isOutside[cell] = 1;
    queue.push(cell);
  };
  const end = numCells - 1;
  for (let i = 0; i < numCells; i++) {
    for (let j = 0; j < numCells; j++) {
      for (const side of [0, end]) {
        reach(side, i, j);
        reach(i, side, j);
        reach(i, j, side);
      }
    }
  }
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const x = cell % numCells;
    const z = Math.floor(cell / numCells) % numCells;
    const y = Math.floor(cell / numCells ** 2);
    for (const step of [-1, 1]) {
      reach(y + step, z, x);
      reach(y, z + step, x);
      reach(y, z, x + step);
    }
  }
  return isOutside.map((outside) => 1 - outside);
}
