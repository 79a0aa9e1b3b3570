import type { CanvasRenderingContext2D } from 'canvas';

import { FAINT_INK, FRAME, INK } from './palette';
import { type Lettering, linesHeight, textWidth, writeText } from './sheet';

/** A straight axis. */
export interface Axis {
  /** Its ends, which rise. */
  readonly domain: readonly [number, number];
  /** Behind the last number, such as `kHz`. Default: none. */
  readonly unit?: string;
  /** Places with their words. Default: a few round numbers. */
  readonly ticks?: readonly Tick[];
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** Room that axes take below and to the left of a panel, in CSS pixels. */
export const AXIS_HEIGHT = 18;
export const AXIS_WIDTH = 42;

const LETTERS: Lettering = { size: 10, colour: INK };
const TICK = 4;
/** CSS pixels that a number on either axis needs at least. */
const [TICK_SPACE_X, TICK_SPACE_Y] = [44, 26];

/**
 * Round numbers, 1, 2 or 5 times a power of ten apart, from one end of a range to the other: at most `maxCount`, or
 * two.
 */
export function roundNumbers([low, high]: readonly [number, number], maxCount: number): number[] {
  const rough = (high - low) / Math.max(1, maxCount - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  const size = step ?? 10 * power;
  const [first, last] = [Math.ceil(low / size - 1e-9), Math.floor(high / size + 1e-9)];
  // twelve digits hide that 3 · 0.1 is not 0.3
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * size).toPrecision(12)),
  );
}

/** Frame, ticks and numbers of a panel whose upper left corner is the origin. */
export function drawAxes(
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  { x, y }: { readonly x?: Axis; readonly y?: Axis },
): void {
  context.lineWidth = 1;
  context.strokeStyle = FRAME;
  context.strokeRect(-0.5, -0.5, width + 1, height + 1);
  context.strokeStyle = FAINT_INK;
  for (const { at, text } of x ? ticksOf(x, width / TICK_SPACE_X) : []) {
    const place = partOf(at, x!) * width;
    drawTick(context, [place, height + 1], [place, height + 1 + TICK]);
    // numbers at the ends stay below the panel, where no neighbour is
    const half = textWidth(text, LETTERS) / 2;
    const middle = Math.min(width - half + AXIS_WIDTH / 4, place);
    const below = height + 1 + TICK + linesHeight(1, LETTERS) / 2;
    writeText(context, text, { x: middle, y: below, align: 'center' }, LETTERS);
  }
  for (const { at, text } of y ? ticksOf(y, height / TICK_SPACE_Y) : []) {
    const place = (1 - partOf(at, y!)) * height;
    drawTick(context, [-1 - TICK, place], [-1, place]);
    writeText(context, text, { x: -TICK - 3, y: place, align: 'right' }, LETTERS);
  }
}

function drawTick(
  context: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** How far along the axis a place is, 0 to 1. */
function partOf(at: number, { domain: [low, high] }: Axis): number {
  return (at - low) / (high - low);
}

function ticksOf({ domain, unit, ticks }: Axis, maxCount: number): readonly Tick[] {
  if (ticks) return ticks;
  const numbers = roundNumbers(domain, Math.max(2, Math.floor(maxCount) + 1));
  return numbers.map((at, i) => {
    const text = String(at).replace('-', '−');
    return { at, text: unit && i === numbers.length - 1 ? `${text} ${unit}` : text };
  });
}
