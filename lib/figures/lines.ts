import { CHART_HEIGHT, type ChartSize, drawChart } from './chart';
import { type LineLayerOptions, type Series, lineLayers } from './line-layers';
import type { Picture } from './picture';

export type { Reference, Series } from './line-layers';

/** How to draw lines. */
export interface LineOptions extends LineLayerOptions, ChartSize {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
}

/**
 * Named lines over one x axis, told apart by colour and dash. One alone has no legend.
 *
 * @param series 1 to 6
 * @throws RangeError when there are others, or a series has not as many y as x
 */
export async function drawLines(series: readonly Series[], options: LineOptions): Promise<Picture> {
  const { height = CHART_HEIGHT } = options;
  return drawChart({ layer: lineLayers(series, { ...options, height }) }, options);
}
