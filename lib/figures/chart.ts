import type { Canvas, CanvasRenderingContext2D } from 'canvas';
import type { TopLevelSpec } from 'vega-lite';

import { requirePositive } from '../check';
import { requireCanvasSize } from './canvas-size';
import { BACKGROUND, FAINT_INK, FRAME, GRID_LINE, INK } from './palette';
import { DENSITY, FONT, type Picture, chartPicture } from './picture';

export const CHART_WIDTH = 560;
export const CHART_HEIGHT = 260;

/** Size of a chart's plotting area, in CSS pixels; axes and legend come on top. */
export interface ChartSize {
  /** Default 560. */
  readonly width?: number;
  /** Default 260. */
  readonly height?: number;
}

/** For x axes: vega's own number makes labels so close that it leaves out every other. */
export const FEWER_TICKS = { tickCount: 8 };

/** Look of every chart. */
const CONFIG = {
  background: BACKGROUND,
  padding: 10,
  font: FONT,
  view: { stroke: FRAME },
  axis: {
    labelColor: INK,
    titleColor: INK,
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    gridColor: GRID_LINE,
    tickColor: FAINT_INK,
    domainColor: FAINT_INK,
  },
  legend: {
    labelColor: INK,
    labelFontSize: 12,
    symbolStrokeWidth: 2.5,
    title: null,
    orient: 'top',
  },
} as const;

/**
 * A vega-lite chart as a picture.
 *
 * vega and vega-lite are loaded at the first chart: they cost 0.3 s, which not everybody who imports the library needs.
 *
 * @param spec without look and size, which all charts share
 * @param size of the plotting area; charts in a column have their own, of which it is the sum
 * @param paint draws more into the plotting area, in CSS pixels from its upper left corner
 * @throws RangeError when a side is not above 0, or the picture would be too large
 */
export async function drawChart(
  spec: Record<string, unknown>,
  { width = CHART_WIDTH, height = CHART_HEIGHT, alt }: ChartSize & { readonly alt: string },
  paint?: (context: CanvasRenderingContext2D) => void,
): Promise<Picture> {
  requirePositive('width', width);
  requirePositive('height', height);
  requireCanvasSize(width * DENSITY, height * DENSITY, 'this chart. Make it smaller');
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const size = 'vconcat' in spec ? {} : { width, height }; // charts in a column have their own
  // The parts are typed where they are written; vega-lite's own type is a union that TypeScript cannot narrow here.
  const full = { ...spec, ...size, config: CONFIG } as unknown as TopLevelSpec;
  const view = new vega.View(vega.parse(compile(full).spec), { renderer: 'none' });
  // In Node vega draws on node-canvas, although its types name the browser's element.
  const canvas = (await view.toCanvas(DENSITY)) as unknown as Canvas;
  if (paint) {
    const [left, top] = view.origin().map((place) => (place + CONFIG.padding) * DENSITY);
    const context = canvas.getContext('2d');
    context.setTransform(DENSITY, 0, 0, DENSITY, left, top);
    paint(context);
  }
  view.finalize();
  return chartPicture(canvas, alt);
}
