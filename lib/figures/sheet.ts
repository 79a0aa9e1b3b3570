import { type CanvasRenderingContext2D, createCanvas } from 'canvas';

import { requireCanvasSize } from './canvas-size';
import { BACKGROUND } from './palette';
import { DENSITY, FONT } from './picture';

/** Look of a text. */
export interface Lettering {
  /** In CSS pixels. */
  readonly size: number;
  readonly colour: string;
  /** Default `normal`. */
  readonly weight?: 'normal' | 'bold';
}

/** Of the lines of a text, as part of their letters' size. */
const LINE_HEIGHT = 1.3;

/**
 * An empty sheet of this many CSS pixels, rounded up, in which its context measures.
 * @throws RangeError when it is too large
 */
export function createSheet(width: number, height: number): CanvasRenderingContext2D {
  const size = [width, height].map((side) => Math.ceil(side) * DENSITY) as [number, number];
  requireCanvasSize(...size, 'this figure. Draw less in it, or smaller');
  const canvas = createCanvas(...size);
  const context = canvas.getContext('2d');
  context.scale(DENSITY, DENSITY);
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, width + 1, height + 1);
  return context;
}

/** CSS pixels that a text takes on one line. */
export function textWidth(text: string, letters: Lettering): number {
  const context = createCanvas(1, 1).getContext('2d');
  context.font = fontOf(letters);
  return context.measureText(text).width;
}

/** CSS pixels that lines of this size take. */
export function linesHeight(numLines: number, { size }: Lettering): number {
  return Math.ceil(numLines * size * LINE_HEIGHT);
}

/** A text in lines of at most `width` CSS pixels, broken at its spaces; a word alone may be wider. Empty: no line. */
export function wrapText(text: string, width: number, letters: Lettering): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, letters) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Writes a line that begins, ends or has its middle at a place, which lies halfway up its letters; in CSS pixels. */
export function writeText(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y, align }: { x: number; y: number; align: 'left' | 'center' | 'right' },
  letters: Lettering,
): void {
  context.font = fontOf(letters);
  context.fillStyle = letters.colour;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}

/**
 * Writes lines about a vertical middle line.
 *
 * @param middle of the lines, and `top` of the first, in CSS pixels
 * @param maxWidth a longer line is pressed together
 */
export function writeLines(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  { middle, top, maxWidth }: { middle: number; top: number; maxWidth: number },
  letters: Lettering,
): void {
  context.font = fontOf(letters);
  context.fillStyle = letters.colour;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  lines.forEach((line, i) => {
    context.fillText(line, middle, top + (i + 0.5) * letters.size * LINE_HEIGHT, maxWidth);
  });
}

function fontOf({ size, weight = 'normal' }: Lettering): string {
  return `${weight} ${size}px "${FONT}"`;
}
