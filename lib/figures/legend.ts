import type { CanvasRenderingContext2D } from 'canvas';

import { INK } from './palette';
import { type Lettering, textWidth, writeText } from './sheet';

/** A sign and what it stands for. */
export interface LegendEntry {
  readonly name: string;
  /** Draws the sign into a square whose upper left corner is the origin, `size` CSS pixels wide. */
  draw(context: CanvasRenderingContext2D, size: number): void;
}

const LETTERS: Lettering = { size: 12, colour: INK };
/** CSS pixels: of a sign, from it to its name, from a name to the next sign, and of a line. */
const [SIGN, NAME_GAP, ENTRY_GAP, LINE] = [12, 6, 16, 20];

/** A sign that is a square of one colour. */
export function colourSign(name: string, colour: string): LegendEntry {
  return {
    name,
    draw: (context, size) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, size, size);
    },
  };
}

/** CSS pixels that a legend is high when it is at most so wide. */
export function legendHeight(entries: readonly LegendEntry[], width: number): number {
  if (entries.length === 0) return 0;
  const lines = layOut(entries, width).map(({ line }) => line);
  return (1 + Math.max(...lines)) * LINE + 4;
}

/** Signs with their names beside each other, in lines that are at most `width` CSS pixels wide. */
export function drawLegend(
  context: CanvasRenderingContext2D,
  entries: readonly LegendEntry[],
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
): void {
  layOut(entries, width).forEach(({ x, line }, i) => {
    context.save();
    context.translate(left + x, top + line * LINE + (LINE - SIGN) / 2);
    entries[i].draw(context, SIGN);
    context.restore();
    const y = top + (line + 0.5) * LINE;
    writeText(
      context,
      entries[i].name,
      { x: left + x + SIGN + NAME_GAP, y, align: 'left' },
      LETTERS,
    );
  });
}

function layOut(entries: readonly LegendEntry[], width: number): { x: number; line: number }[] {
  let [x, line] = [0, 0];
  return entries.map(({ name }) => {
    const across = SIGN + NAME_GAP + textWidth(name, LETTERS);
    if (x > 0 && x + across > width) [x, line] = [0, line + 1];
    const place = { x, line };
    x += across + ENTRY_GAP;
    return place;
  });
}
