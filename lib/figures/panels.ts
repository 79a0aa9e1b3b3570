import type { CanvasRenderingContext2D } from 'canvas';

import { requireInteger } from '../check';
import { INK, MUTED_INK } from './palette';
import { type Lettering, createSheet, linesHeight, wrapText, writeLines } from './sheet';

/** What panels of one size need; lengths are in CSS pixels. */
export interface PanelOptions {
  readonly count: number;
  /** In a row, an integer; no more than there are panels. */
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** Above each panel. Default: none. */
  readonly names?: readonly string[];
  /** Below each panel. Default: none. */
  readonly captions?: readonly string[];
  /** Beside each panel, for its axes. Default: nothing. */
  readonly margin?: { readonly left?: number; readonly bottom?: number };
  /** Above and beside all panels, for a legend. Default: nothing. */
  readonly head?: number;
  readonly right?: number;
  /** Least width of what stands between the edges, for a legend that is wider than the panels. Default 0. */
  readonly minWidth?: number;
  /** Between panels and around all. Default 12. */
  readonly gap?: number;
}

/** A sheet with places for panels. */
export interface Panels {
  readonly context: CanvasRenderingContext2D;
  /** Upper left corner of each panel. */
  readonly places: readonly { readonly left: number; readonly top: number }[];
}

const NAME: Lettering = { size: 12, colour: INK };
const CAPTION: Lettering = { size: 11, colour: MUTED_INK };
export const PANEL_GAP = 12;
const WORD_GAP = 3;

/**
 * A sheet with the words of all panels, row by row, and places for what stands between them.
 *
 * @throws RangeError when there is no panel, names or captions are not as many, or the sheet would be too large
 */
export function openPanels(options: PanelOptions): Panels {
  const { count, width, height, names, captions, gap = PANEL_GAP } = options;
  const { left: axisWidth = 0, bottom: axisHeight = 0 } = options.margin ?? {};
  requireInteger('columns', options.columns, { min: 1 });
  requireWords({ names, captions }, count);
  const columns = Math.min(options.columns, count);
  const above = wrap(names, width + axisWidth, NAME);
  const below = wrap(captions, width + axisWidth, CAPTION);
  const places: { left: number; top: number }[] = [];
  let bottom = gap + (options.head ?? 0);
  for (let first = 0; first < count; first += columns) {
    const row = Array.from({ length: Math.min(columns, count - first) }, (_, i) => first + i);
    const top = bottom + wordsHeight(above, row, NAME);
    const left = (i: number) => gap + axisWidth + (i - first) * (width + axisWidth + gap);
    places.push(...row.map((i) => ({ left: left(i), top })));
    bottom = top + height + axisHeight + wordsHeight(below, row, CAPTION) + gap;
  }
  const across = columns * (width + axisWidth + gap) - gap + (options.right ?? 0);
  const context = createSheet(Math.max(across, options.minWidth ?? 0) + 2 * gap, bottom);
  places.forEach(({ left, top }, i) => {
    const place = { middle: left + width / 2, maxWidth: width + axisWidth };
    const head = top - WORD_GAP - linesHeight(above[i]?.length ?? 0, NAME);
    writeLines(context, above[i] ?? [], { ...place, top: head }, NAME);
    writeLines(
      context,
      below[i] ?? [],
      { ...place, top: top + height + axisHeight + WORD_GAP },
      CAPTION,
    );
  });
  return { context, places };
}

/** Calls `draw` with the origin in the upper left corner of each panel in turn. */
export function drawEach(
  { context, places }: Panels,
  draw: (context: CanvasRenderingContext2D, panel: number) => void,
): void {
  places.forEach(({ left, top }, panel) => {
    context.save();
    context.translate(left, top);
    draw(context, panel);
    context.restore();
  });
}

function requireWords(words: Record<string, readonly string[] | undefined>, count: number): void {
  if (count < 1) throw new RangeError('expected at least 1 panel, but got 0');
  for (const [what, texts] of Object.entries(words)) {
    if (!texts || texts.length === count) continue;
    throw new RangeError(`expected ${count} ${what}, but got ${texts.length}`);
  }
}

/** Lines of each panel's words. */
function wrap(texts: readonly string[] | undefined, width: number, letters: Lettering): string[][] {
  return (texts ?? []).map((text) => wrapText(text, width, letters));
}

/** Of the longest words in a row, with the gap to its panels. */
function wordsHeight(lines: readonly string[][], row: readonly number[], letters: Lettering) {
  const most = Math.max(0, ...row.map((i) => lines[i]?.length ?? 0));
  return most === 0 ? 0 : linesHeight(most, letters) + WORD_GAP;
}
