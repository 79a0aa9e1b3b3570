import { type Canvas, type CanvasRenderingContext2D, createCanvas } from 'canvas';

import type { tf } from '../backend';
import { requirePositive } from '../check';
import { requireCanvasSize } from './canvas-size';
import { COLOURS } from './palette';
import { DENSITY } from './picture';

/** Sets of points are told apart by shape as well: vega's names, and how they are drawn within ±1. */
export const SHAPES: readonly (readonly [
  name: string,
  path: readonly (readonly [number, number])[],
])[] = [
  ['circle', Array.from({ length: 16 }, (_, i) => turn(i / 16))],
  // prettier-ignore
  ['cross', [
    [-.35,-1],[.35,-1],[.35,-.35],[1,-.35],[1,.35],[.35,.35],
    [.35,1],[-.35,1],[-.35,.35],[-1,.35],[-1,-.35],[-.35,-.35],
  ]],
  ['triangle-up', [turn(-1 / 4), turn(1 / 12), turn(5 / 12)]],
  ['square', [1, 3, 5, 7].map((i) => turn(i / 8))],
  ['diamond', [0, 1, 2, 3].map((i) => turn(i / 4))],
  ['triangle-down', [turn(1 / 4), turn(7 / 12), turn(11 / 12)]],
];

/** A square part of the plane. */
export interface Plane {
  /** Both axes run over this range. */
  readonly limits: readonly [number, number];
  /** Side of the square, in CSS pixels. */
  readonly width: number;
}

/** Points that look alike. */
export interface PointLayer {
  /** `[n, 2]`; what is outside the plane's limits, or not finite, is not drawn. */
  readonly points: tf.Tensor2D;
  /** See {@link pointStamp} and {@link ringStamp}. */
  readonly mark: Canvas;
}

/** @throws RangeError when the limits do not rise, or the points' look is out of its range */
export function requirePlane(options: {
  readonly limits: readonly [number, number];
  readonly pointSize: number;
  readonly opacity: number;
}): void {
  const { limits, pointSize, opacity } = options;
  if (!(limits[0] < limits[1])) {
    throw new RangeError(`expected limits to rise, but got ${limits[0]} and ${limits[1]}`);
  }
  requirePositive('pointSize', pointSize);
  if (!(opacity > 0 && opacity <= 1)) {
    throw new RangeError(`expected opacity above 0 and at most 1, but got ${opacity}`);
  }
}

/** @throws RangeError when the shape is not `[n, 2]` */
export function requirePoints(name: string, points: tf.Tensor2D): void {
  if (points.rank !== 2 || points.shape[1] !== 2) {
    throw new RangeError(`expected ${name} of shape [n, 2], but got [${points.shape.join(', ')}]`);
  }
}

/** One point, drawn once to be copied to every place; `shape` and `colour` are places in {@link SHAPES} and COLOURS. */
export function pointStamp(
  look: { readonly shape: number; readonly colour: number },
  size: number,
  opacity: number,
): Canvas {
  return stamp(size, (context, radius) => {
    context.globalAlpha = opacity;
    context.fillStyle = COLOURS[look.colour];
    SHAPES[look.shape][1].forEach(([x, y]) => context.lineTo(x * radius, y * radius));
    context.fill();
  });
}

/** A hollow ring one CSS pixel thick, `size` across from edge to edge. */
export function ringStamp(size: number, colour: string): Canvas {
  return stamp(size, (context, radius) => {
    context.lineWidth = DENSITY;
    context.strokeStyle = colour;
    context.arc(0, 0, Math.max(radius - DENSITY / 2, DENSITY / 2), 0, 2 * Math.PI);
    context.stroke();
  });
}

function stamp(
  size: number,
  draw: (context: CanvasRenderingContext2D, radius: number) => void,
): Canvas {
  const side = Math.ceil(size * DENSITY) + 2;
  requireCanvasSize(side, side, 'one point. Make it smaller');
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.translate(side / 2, side / 2);
  draw(context, (size * DENSITY) / 2);
  return canvas;
}

/**
 * Stamps layers of points, later ones on top, into the square that begins at the context's origin: a few ms for 5,000.
 */
export function stampPlane(
  context: CanvasRenderingContext2D,
  layers: readonly PointLayer[],
  { limits, width }: Plane,
): void {
  context.save();
  context.beginPath();
  context.rect(0, 0, width, width);
  context.clip();
  const toPixels = width / (limits[1] - limits[0]);
  for (const { points, mark } of layers) {
    const places = points.dataSync<'float32'>();
    for (let k = 0; k < places.length; k += 2) {
      const x = (places[k] - limits[0]) * toPixels;
      const y = (limits[1] - places[k + 1]) * toPixels;
      if (Number.isFinite(x) && Number.isFinite(y)) drawStamp(context, mark, x, y);
    }
  }
  context.restore();
}

/** Copies a stamp to the nearest whole pixel, where it stays sharp. */
function drawStamp(context: CanvasRenderingContext2D, mark: Canvas, x: number, y: number): void {
  const side = mark.width / DENSITY;
  const snap = (place: number) => Math.round((place - side / 2) * DENSITY) / DENSITY;
  context.drawImage(mark, snap(x), snap(y), side, side);
}

/** The point at a part of a turn on the circle of radius 1, clockwise from the right. */
function turn(part: number): readonly [number, number] {
  return [Math.cos(2 * Math.PI * part), Math.sin(2 * Math.PI * part)];
}
