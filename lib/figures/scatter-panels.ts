import type { CanvasRenderingContext2D } from 'canvas';

import type { tf } from '../backend';
import { requireInteger, requirePositive } from '../check';
import { FAINT_INK, FRAME, INK, MUTED_INK } from './palette';
import { type Picture, chartPicture } from './picture';
import {
  type PointLayer,
  pointStamp,
  requirePlane,
  requirePoints,
  ringStamp,
  stampPlane,
} from './plane';
import { type Lettering, createSheet, linesHeight, wrapText, writeLines } from './sheet';

/** One experiment's points. */
export interface ScatterPanel {
  /** Above the panel, short; a longer one is broken into lines. */
  readonly title: string;
  /** Below the panel, such as "25 of 25 modes, 92 %". Default: none. */
  readonly caption?: string;
  /** Of the generator, `[n, 2]`; what lies outside the limits, or is not finite, is not drawn. */
  readonly points: tf.Tensor2D;
  /** Places to compare with, `[n, 2]`, as pale rings behind the points: the middles of the modes. Default: none. */
  readonly reference?: tf.Tensor2D;
}

/** How to draw panels of points. */
export interface ScatterPanelOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Both axes of every panel run over this range. */
  readonly limits: readonly [number, number];
  /** Panels in a row, an integer. Default 4. */
  readonly columns?: number;
  /** Side of a panel, in CSS pixels, an integer. Default 150. */
  readonly panelSize?: number;
  /** Diameter of a point, in CSS pixels. Default 2.5. */
  readonly pointSize?: number;
  /** Diameter of a ring, in CSS pixels. Default 11. */
  readonly referenceSize?: number;
  /** Of a point, above 0 and at most 1: below 1, crowds look darker than single points. Default 0.5. */
  readonly opacity?: number;
}

/** Shades of three inks and of the points: 64 look the same and take 20 % more bytes. */
const NUM_COLOURS = 24;
/** Discs of G's colour. */
const FAKE = { shape: 0, colour: 1 };
const TITLE: Lettering = { size: 12, colour: INK, weight: 'bold' };
const CAPTION: Lettering = { size: 11, colour: MUTED_INK };
/** CSS pixels between panels and around them, and between a panel and its words. */
const GAP = 14;
const WORD_GAP = 3;

/** A row of panels with its words broken into lines; places are in CSS pixels. */
interface Row {
  readonly panels: readonly ScatterPanel[];
  readonly titles: readonly string[][];
  readonly captions: readonly string[][];
  /** Upper edge of the panels' frames. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * Small scatter plots side by side, row by row, that share their axes: a table of experiments at a glance.
 *
 * The points have G's colour. There are no ticks: a frame's edges are the limits. The file takes about 4 KB a panel
 * when the points lie in 25 tight modes, but 8 to 18 KB when 500 to 2,500 of them are all over it.
 *
 * @param panels at least 1; a page holds about 24. Their tensors stay the caller's
 * @throws RangeError when there is none, points have another shape than `[n, 2]`, an option is out of its range, or the
 *   picture would be too large
 */
export function drawScatterPanels(
  panels: readonly ScatterPanel[],
  options: ScatterPanelOptions,
): Picture {
  const { limits, pointSize = 2.5, referenceSize = 11, opacity = 0.5 } = options;
  if (panels.length === 0) throw new RangeError('expected at least 1 panel, but got 0');
  requirePlane({ limits, pointSize, opacity });
  requirePositive('referenceSize', referenceSize);
  const columns = requireInteger('columns', options.columns ?? 4, { min: 1 });
  const size = requireInteger('panelSize', options.panelSize ?? 150, { min: 1 });
  const rows = layOut(panels, columns, size);
  const width = GAP + Math.min(columns, panels.length) * (size + GAP);
  const context = createSheet(width, rows[rows.length - 1].bottom);
  const point = pointStamp(FAKE, pointSize, opacity);
  const ring = ringStamp(referenceSize, FAINT_INK);
  for (const row of rows) {
    row.panels.forEach((panel, column) => {
      const left = GAP + column * (size + GAP);
      writeWords(context, row, column, { left, size });
      context.save();
      context.translate(left, row.top);
      stampPlane(context, layersOf(panel, { point, ring }), { limits, width: size });
      context.strokeStyle = FRAME;
      context.strokeRect(-0.5, -0.5, size + 1, size + 1); // around the plane, on whole pixels
      context.restore();
    });
  }
  return chartPicture(context.canvas, options.alt, NUM_COLOURS);
}

function layOut(panels: readonly ScatterPanel[], columns: number, size: number): Row[] {
  const rows: Row[] = [];
  let bottom = GAP;
  for (let first = 0; first < panels.length; first += columns) {
    const inRow = panels.slice(first, first + columns);
    const titles = inRow.map(({ title }) => wrapText(title, size, TITLE));
    const captions = inRow.map(({ caption }) => wrapText(caption ?? '', size, CAPTION));
    const top = bottom + linesHeight(mostLines(titles), TITLE) + WORD_GAP;
    bottom = top + size + WORD_GAP + linesHeight(mostLines(captions), CAPTION) + GAP;
    rows.push({ panels: inRow, titles, captions, top, bottom });
  }
  return rows;
}

function mostLines(texts: readonly string[][]): number {
  return Math.max(...texts.map((lines) => lines.length));
}

/** Titles end at the panel, so that a short one beside a long one still is near. */
function writeWords(
  context: CanvasRenderingContext2D,
  { titles, captions, top }: Row,
  column: number,
  { left, size }: { readonly left: number; readonly size: number },
): void {
  const place = { middle: left + size / 2, maxWidth: size };
  const above = top - WORD_GAP - linesHeight(titles[column].length, TITLE);
  writeLines(context, titles[column], { ...place, top: above }, TITLE);
  writeLines(context, captions[column], { ...place, top: top + size + WORD_GAP }, CAPTION);
}

function layersOf(
  { points, reference }: ScatterPanel,
  { point, ring }: Record<'point' | 'ring', PointLayer['mark']>,
): PointLayer[] {
  requirePoints('points', points);
  if (!reference) return [{ points, mark: point }];
  requirePoints('reference', reference);
  return [
    { points: reference, mark: ring },
    { points, mark: point },
  ];
}
