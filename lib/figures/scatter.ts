import { type Canvas, type CanvasRenderingContext2D, createCanvas } from 'canvas';

import type { tf } from '../backend';
import { requirePositive } from '../check';
import { type ChartSize, drawChart } from './chart';
import { COLOURS } from './palette';
import { DENSITY, type Picture } from './picture';

/** How to draw points in the plane. */
export interface ScatterOptions extends Omit<ChartSize, 'height'> {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Both axes run over this range, so that circles stay round; points outside are not drawn. */
  readonly limits: readonly [number, number];
  /** Side of the square plotting area, in CSS pixels. Default 340. */
  readonly width?: number;
  /** Diameter of a point, in CSS pixels. Default 5. */
  readonly pointSize?: number;
  /** Of a point, above 0 and at most 1: below 1, crowds look darker than single points. Default 0.6. */
  readonly opacity?: number;
}

/** Sets of points are told apart by shape as well: vega's names, and how they are drawn within ±1. */
const SHAPES: readonly (readonly [name: string, path: readonly (readonly [number, number])[]])[] = [
  ['circle', Array.from({ length: 16 }, (_, i) => turn(i / 16))],
  // prettier-ignore
  ['cross', [[-.35,-1],[.35,-1],[.35,-.35],[1,-.35],[1,.35],[.35,.35],[.35,1],[-.35,1],[-.35,.35],[-1,.35],[-1,-.35],[-.35,-.35]]],
  ['triangle-up', [turn(-1 / 4), turn(1 / 12), turn(5 / 12)]],
  ['square', [1, 3, 5, 7].map((i) => turn(i / 8))],
  ['diamond', [0, 1, 2, 3].map((i) => turn(i / 4))],
  ['triangle-down', [turn(1 / 4), turn(7 / 12), turn(11 / 12)]],
];

/**
 * Sets of points in the plane, told apart by colour and shape; later sets lie on top.
 *
 * @param sets 1 to 6, each with points `[n, 2]`, which stay the caller's
 * @throws RangeError when there are others, points have another shape, or an option is out of its range
 */
export async function drawScatter(
  sets: readonly { readonly name: string; readonly points: tf.Tensor2D }[],
  { limits, width = 340, pointSize = 5, opacity = 0.6, alt }: ScatterOptions,
): Promise<Picture> {
  requireSets(sets.map(({ points }) => points));
  if (!(limits[0] < limits[1])) {
    throw new RangeError(`expected limits to rise, but got ${limits[0]} and ${limits[1]}`);
  }
  requirePositive('pointSize', pointSize);
  if (!(opacity > 0 && opacity <= 1)) {
    throw new RangeError(`expected opacity above 0 and at most 1, but got ${opacity}`);
  }
  // vega draws the axes and the legend, and takes 0.2 s for 5,000 points; stamping them takes a few ms.
  return drawChart(axes(sets, limits), { width, height: width, alt }, (context) => {
    context.beginPath();
    context.rect(0, 0, width, width);
    context.clip();
    const toPixels = width / (limits[1] - limits[0]);
    sets.forEach(({ points }, i) => {
      const mark = stamp(i, pointSize, opacity);
      const places = points.dataSync<'float32'>();
      for (let k = 0; k < places.length; k += 2) {
        const x = (places[k] - limits[0]) * toPixels;
        const y = (limits[1] - places[k + 1]) * toPixels;
        if (Number.isFinite(x) && Number.isFinite(y)) drawStamp(context, mark, x, y);
      }
    });
  });
}

function requireSets(sets: readonly tf.Tensor2D[]): void {
  if (sets.length === 0 || sets.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} sets of points, but got ${sets.length}`);
  }
  const other = sets.find((points) => points.rank !== 2 || points.shape[1] !== 2);
  if (other) {
    throw new RangeError(`expected points of shape [n, 2], but got [${other.shape.join(', ')}]`);
  }
}

/** A chart without points: their axes, and the legend when there is more than one set. */
function axes(sets: readonly { readonly name: string }[], limits: readonly [number, number]) {
  const names = sets.map(({ name }) => name);
  const axis = { type: 'quantitative', scale: { domain: limits, nice: false }, title: null };
  const scale = (range: readonly string[]) => ({
    domain: names,
    range: range.slice(0, names.length),
  });
  const legend = names.length > 1 ? { symbolOpacity: 1, symbolSize: 60 } : null;
  return {
    data: { values: [] },
    mark: { type: 'point', filled: true },
    encoding: {
      x: { ...axis, field: 'x', axis: { tickCount: 5 } },
      y: { ...axis, field: 'y', axis: { tickCount: 5 } },
      color: { field: 'name', type: 'nominal', scale: scale(COLOURS), legend },
      shape: {
        field: 'name',
        type: 'nominal',
        scale: scale(SHAPES.map(([name]) => name)),
        legend,
      },
    },
  };
}

/** One point of a set, drawn once to be copied to every place. */
function stamp(set: number, size: number, opacity: number): Canvas {
  const side = Math.ceil(size * DENSITY) + 2;
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.translate(side / 2, side / 2);
  context.globalAlpha = opacity;
  context.fillStyle = COLOURS[set];
  const radius = (size * DENSITY) / 2;
  SHAPES[set][1].forEach(([x, y]) => context.lineTo(x * radius, y * radius));
  context.fill();
  return canvas;
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
