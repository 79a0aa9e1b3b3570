import type { Canvas } from 'canvas';
import type { TopLevelSpec } from 'vega-lite';

import { BACKGROUND, FAINT_INK, INK } from './palette';
import { DENSITY, FONT, type Picture, chartPicture } from './picture';

/** Size of a chart's plotting area, in CSS pixels; axes and legend come on top. */
export interface ChartSize {
  /** Default 560. */
  readonly width?: number;
  /** Default 260. */
  readonly height?: number;
}

/** Look of every chart. */
const CONFIG = {
  background: BACKGROUND,
  padding: 10,
  font: FONT,
  view: { stroke: '#d0d7de' },
  axis: {
    labelColor: INK,
    titleColor: INK,
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    gridColor: '#eaeef2',
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
 */
export async function drawChart(
  spec: Record<string, unknown>,
  { width = 560, height = 260, alt }: ChartSize & { readonly alt: string },
): Promise<Picture> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  // The parts are typed where they are written; vega-lite's own type is a union that TypeScript cannot narrow here.
  const full = { ...spec, width, height, config: CONFIG } as unknown as TopLevelSpec;
  const view = new vega.View(vega.parse(compile(full).spec), { renderer: 'none' });
  // In Node vega draws on node-canvas, although its types name the browser's element.
  const canvas = (await view.toCanvas(DENSITY)) as unknown as Canvas;
  view.finalize();
  return chartPicture(canvas, alt);
}
