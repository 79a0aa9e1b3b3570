/** Ranges of cells: from the first one on, up to before the second one. */
export interface Box {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly z: readonly [number, number];
}

/**
 * Builds one shape of cubes from boxes and discs. What lies outside the grid is cut off.
 *
 * x is from left to right, y from the floor up, z from back to front.
 */
export class SolidBuilder {
  /** `[size, size, size]` by y, z and x: 1 where there is something. */
  readonly cells: Uint8Array;

  constructor(private readonly size: number) {
    this.cells = new Uint8Array(size ** 3);
  }

  /** Fills a box. */
  box({ x, y, z }: Box): void {
    const upTo = ([, end]: readonly [number, number]) => Math.min(this.size, end);
    for (let v = Math.max(0, y[0]); v < upTo(y); v++) {
      for (let w = Math.max(0, z[0]); w < upTo(z); w++) {
        const row = (v * this.size + w) * this.size;
        this.cells.fill(1, row + Math.max(0, x[0]), row + Math.max(x[0], upTo(x)));
      }
    }
  }

  /** Fills an ellipse around the middle of the floor, `radii` cells to the right and to the front. */
  disc(y: readonly [number, number], radii: readonly [x: number, z: number]): void {
    const middle = (this.size - 1) / 2;
    for (let w = 0; w < this.size; w++) {
      for (let u = 0; u < this.size; u++) {
        const far = ((u - middle) / radii[0]) ** 2 + ((w - middle) / radii[1]) ** 2;
        if (far <= 1) this.box({ x: [u, u + 1], y, z: [w, w + 1] });
      }
    }
  }

  /** Four legs at the corners of a rectangle. */
  legs({ x, y, z }: Box, thickness: number): void {
    for (const left of [x[0], x[1] - thickness]) {
      for (const back of [z[0], z[1] - thickness]) {
        this.box({ x: [left, left + thickness], y, z: [back, back + thickness] });
      }
    }
  }

  /** A range of this width in the middle of the grid. */
  middle(width: number): readonly [number, number] {
    const start = (this.size - width) >> 1;
    return [start, start + width];
  }
}
