import type { tf } from '../backend';
import { type ChartSize, drawChart } from './chart';
import { COLOURS } from './palette';
import { type Picture } from './picture';

/** How to draw points in the plane. */
export interface ScatterOptions extends ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Both axes run over this range, so that circles stay round. */
  readonly limits: readonly [number, number];
}

const SHAPES = ['circle', 'cross', 'triangle-up', 'square', 'diamond', 'triangle-down'] as const;

/**
 * Sets of points in the plane, told apart by colour and shape; later sets lie on top.
 *
 * @param sets each with points `[n, 2]`, which stay the caller's; points outside the limits are cut off
 */
export function drawScatter(
  sets: readonly { readonly name: string; readonly points: tf.Tensor2D }[],
  { limits, width = 340, height = 340, alt }: ScatterOptions,
): Promise<Picture> {
  if (sets.length === 0 || sets.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} sets of points, but got ${sets.length}`);
  }
  const names = sets.map(({ name }) => name);
  const axis = { type: 'quantitative', scale: { domain: limits, nice: false }, title: null };
  return drawChart(
    {
      data: { values: sets.flatMap(({ name, points }) => namedPoints(name, points)) },
      mark: { type: 'point', filled: true, size: 14, opacity: 0.6, clip: true },
      encoding: {
        x: { ...axis, field: 'x' },
        y: { ...axis, field: 'y' },
        color: { field: 'name', scale: { domain: names, range: COLOURS.slice(0, names.length) } },
        shape: { field: 'name', scale: { domain: names, range: SHAPES.slice(0, names.length) } },
      },
    },
    { width, height, alt },
  );
}

function namedPoints(name: string, points: tf.Tensor2D) {
  if (points.rank !== 2 || points.shape[1] !== 2) {
    throw new RangeError(`expected points of shape [n, 2], but got [${points.shape.join(', ')}]`);
  }
  return points.arraySync().map(([x, y]) => ({ name, x, y }));
}
