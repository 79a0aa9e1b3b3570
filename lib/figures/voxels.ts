import type { CanvasRenderingContext2D } from 'canvas';

import type { tf } from '../backend';
import { requireInteger, requirePositive } from '../check';
import { partsOf } from './colour-mix';
import { encodeFilm } from './film-encoder';
import { COLOURS, FRAME } from './palette';
import { drawEach, openPanels } from './panels';
import { type Picture, chartPicture } from './picture';
import { type ViewAngles, type VoxelGrid, projection, visibleFaces } from './voxel-faces';

/** How to draw shapes of cubes. */
export interface VoxelOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Above each shape. Default: none. */
  readonly names?: readonly string[];
  /** Below each shape, such as a score. Default: none. */
  readonly captions?: readonly string[];
  /** Shapes in a row, an integer. Default: at most 6. */
  readonly columns?: number;
  /** Side of a shape's square, in CSS pixels. Default 120. */
  readonly size?: number;
  /** A cell above it is filled. Default 0.5. */
  readonly threshold?: number;
  /** Where the eye is around the shape, in degrees: 0 is in front, 90 to its right. Default 35. */
  readonly azimuth?: number;
  /** Where the eye is above the floor, in degrees, 0 to 90. Default 28. */
  readonly elevation?: number;
  /** Of each shape, a place in the course's colours from 0 to 5. Default: all 0. */
  readonly colours?: readonly number[];
}

/** How to turn shapes of cubes around. */
export interface TurntableOptions extends VoxelOptions {
  /** Pictures of one turn, an integer. Default 24. */
  readonly numFrames?: number;
  /** Milliseconds a picture is shown. Default 120. */
  readonly delayMs?: number;
}

/**
 * How sides that look up, to the front or back, and to the left or right are lit: a part of the way to white or to
 * black.
 */
const LIGHT = [
  ['#ffffff', 0.45],
  ['#ffffff', 0.1],
  ['#000000', 0.25],
] as const;
/** How much darker each of the cubes around a side makes it, of 1. */
const SHADE = 0.07;
/** CSS pixels of the lines around cubes' sides, which close the seams between them. */
const SEAM = 0.4;
const FLOOR = '#f6f8fa';
/** Steps of brightness that the picture keeps. */
const NUM_COLOURS = 64;
const NUM_FILM_COLOURS = 32;

/**
 * Shapes of cubes, several in a grid: shaded, without perspective, each on its floor. Sides in a corner are darker, so
 * that seats and legs stand apart.
 *
 * @param shapes `[count, height, depth, width, 1]`: from the floor up, from back to front, from left to right; stays
 *   the caller's
 * @throws RangeError when the shape is another, there is none, names, captions or colours are not as many, an option is
 *   out of its range, or the picture would be too large
 */
export function drawVoxels(shapes: tf.Tensor5D, options: VoxelOptions): Picture {
  return chartPicture(drawShapes(gridsOf(shapes, options), options), options.alt, NUM_COLOURS);
}

/**
 * Shapes of cubes that turn around together, as a GIF that plays for ever. The light stays with the shapes.
 *
 * @param shapes as for {@link drawVoxels}
 * @throws RangeError as {@link drawVoxels}, and when numFrames or delayMs is out of its range
 */
export async function drawTurntable(
  shapes: tf.Tensor5D,
  options: TurntableOptions,
): Promise<Picture> {
  const { numFrames = 24, delayMs = 120, azimuth = DEFAULT_VIEW.azimuth, alt } = options;
  requireInteger('numFrames', numFrames, { min: 1 });
  requirePositive('delayMs', delayMs);
  const grids = gridsOf(shapes, options);
  const frames = Array.from({ length: numFrames }, (_, i) =>
    drawShapes(grids, { ...options, azimuth: azimuth + (360 * i) / numFrames }),
  );
  return encodeFilm(frames, {
    ...{ delayMs, lastDelayMs: delayMs, numColours: NUM_FILM_COLOURS, alt },
    tolerance: 0, // else pale floors would leave their edges behind
  });
}

const DEFAULT_VIEW: ViewAngles = { azimuth: 35, elevation: 28 };

function drawShapes(grids: readonly VoxelGrid[], options: VoxelOptions) {
  const { size = 120, columns = Math.min(6, grids.length), names, captions } = options;
  requirePositive('size', size);
  const view = viewOf(options);
  const panels = openPanels({
    count: grids.length,
    columns,
    width: size,
    height: size,
    names,
    captions,
  });
  drawEach(panels, (context, i) => {
    const colour = COLOURS[options.colours?.[i] ?? 0];
    drawShape(context, grids[i], { view, size, colour });
  });
  return panels.context.canvas;
}

/** One shape in the middle of a square whose upper left corner is the origin. */
function drawShape(
  context: CanvasRenderingContext2D,
  grid: VoxelGrid,
  { view, size, colour }: { view: ViewAngles; size: number; colour: string },
): void {
  const unit = size / extent(grid.size, view);
  context.translate(size / 2, size / 2);
  context.lineWidth = SEAM;
  drawFloor(context, grid.size, view, unit);
  for (const { corners, axis, numNeighbours } of visibleFaces(grid, view)) {
    tracePolygon(context, corners, unit);
    context.fillStyle = context.strokeStyle = sideColour(colour, axis, numNeighbours);
    context.fill();
    context.stroke();
  }
}

/** The side of the square that holds a shape from wherever the eye looks, in cells. */
function extent([height, depth, width]: VoxelGrid['size'], { elevation }: ViewAngles): number {
  const around = Math.hypot(depth, width);
  const angle = (elevation * Math.PI) / 180;
  return Math.max(around, height * Math.cos(angle) + around * Math.sin(angle));
}

function drawFloor(
  context: CanvasRenderingContext2D,
  size: VoxelGrid['size'],
  view: ViewAngles,
  unit: number,
): void {
  const { toPlane } = projection(size, view);
  const [, depth, width] = size;
  const floor = [[0, 0], [depth, 0], [depth, width], [0, width]]; // prettier-ignore
  const corners = floor.map(([z, x]) => toPlane([0, z, x]));
  tracePolygon(context, corners, unit);
  context.fillStyle = FLOOR;
  context.fill();
  context.strokeStyle = FRAME;
  context.stroke();
}

function tracePolygon(
  context: CanvasRenderingContext2D,
  corners: readonly (readonly [number, number])[],
  unit: number,
): void {
  context.beginPath();
  corners.forEach(([x, y]) => context.lineTo(x * unit, y * unit));
  context.closePath();
}

function sideColour(colour: string, axis: 0 | 1 | 2, numNeighbours: number): string {
  const [end, part] = LIGHT[axis];
  const lit = partsOf(colour).map((value, i) => value + part * (partsOf(end)[i] - value));
  return `rgb(${lit.map((value) => Math.round(value * (1 - SHADE * numNeighbours))).join(', ')})`;
}

function viewOf({
  azimuth = DEFAULT_VIEW.azimuth,
  elevation = DEFAULT_VIEW.elevation,
}: VoxelOptions): ViewAngles {
  if (!Number.isFinite(azimuth)) {
    throw new RangeError(`expected azimuth to be a number of degrees, but got ${azimuth}`);
  }
  if (!(elevation >= 0 && elevation <= 90)) {
    throw new RangeError(`expected elevation from 0 to 90 degrees, but got ${elevation}`);
  }
  return { azimuth, elevation };
}

function gridsOf(shapes: tf.Tensor5D, { threshold = 0.5, colours }: VoxelOptions): VoxelGrid[] {
  const [count, height, depth, width, channels] = shapes.shape;
  if (shapes.rank !== 5 || count === 0 || channels !== 1) {
    throw new RangeError(
      `expected shapes of shape [count, height, depth, width, 1], but got [${shapes.shape.join(', ')}]`,
    );
  }
  if (colours && colours.length !== count) {
    throw new RangeError(`expected ${count} colours, one a shape, but got ${colours.length}`);
  }
  colours?.forEach((colour) =>
    requireInteger('colours', colour, { min: 0, max: COLOURS.length - 1 }),
  );
  const values = shapes.dataSync();
  const size = [height, depth, width] as const;
  return Array.from({ length: count }, (_, i) => ({
    size,
    isFilled: (y: number, z: number, x: number) =>
      y >= 0 && y < height && z >= 0 && z < depth && x >= 0 && x < width &&
      values[((i * height + y) * depth + z) * width + x] > threshold, // prettier-ignore
  }));
}
