import type { tf } from '../backend';
import { type ChartSize, drawChart } from './chart';
import { COLOURS } from './palette';
import { type Picture } from './picture';
import { SHAPES, pointStamp, requirePlane, requirePoints, stampPlane } from './plane';

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
  requirePlane({ limits, pointSize, opacity });
  // vega draws the axes and the legend, and takes 0.2 s for 5,000 points; stamping them takes a few ms.
  return drawChart(axes(sets, limits), { width, height: width, alt }, (context) => {
    const layers = sets.map(({ points }, set) => ({
      points,
      mark: pointStamp({ shape: set, colour: set }, pointSize, opacity),
    }));
    stampPlane(context, layers, { limits, width });
  });
}

function requireSets(sets: readonly tf.Tensor2D[]): void {
  if (sets.length === 0 || sets.length > COLOURS.length) {
    throw new RangeError(`expected 1 to ${COLOURS.length} sets of points, but got ${sets.length}`);
  }
  sets.forEach((points) => requirePoints('points', points));
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
