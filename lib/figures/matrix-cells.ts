import type { CanvasRenderingContext2D } from 'canvas';

import { requireInteger } from '../check';
import { FAINT_INK, GRID_LINE, INK } from './palette';
import { type Lettering, linesHeight, textWidth, writeLines } from './sheet';

/** Rows of equal length; `null` and NaN are blank. */
export type Cells = readonly (readonly (number | null)[])[];

/** How to draw one matrix's cells; lengths are in CSS pixels. */
export interface CellLook {
  readonly left: number;
  readonly top: number;
  readonly cellSize: number;
  /** A CSS colour on which dark words read. */
  readonly shadeOf: (value: number) => string;
  /** Of the numbers; undefined when there are none. */
  readonly letters: Lettering | undefined;
  readonly digits: number | undefined;
}

const MAX_LETTERS = 14;
/** Smaller letters are not read. */
const MIN_LETTERS = 8;
/** Between a number and the edges of its cell, in CSS pixels, both sides together. */
const MARGIN = 7;

/** The numbers of all cells that are not blank. */
export function numbersOf(tables: readonly Cells[]): number[] {
  return tables.flat(2).filter(isNumber);
}

function isNumber(value: number | null): value is number {
  return value !== null && !Number.isNaN(value);
}

/**
 * Letters in which every number fits its cell; undefined when numbers are not wanted, or not said to be and too small.
 */
export function numberLetters(
  tables: readonly Cells[],
  options: {
    readonly cellSize: number;
    readonly digits?: number;
    readonly showNumbers?: boolean;
  },
): Lettering | undefined {
  const { cellSize, digits, showNumbers } = options;
  if (digits !== undefined) requireInteger('digits', digits, { min: 0, max: 6 });
  const largest = { size: MAX_LETTERS, colour: INK };
  const texts = new Set(numbersOf(tables).map((value) => numberText(value, digits)));
  const widest = Math.max(...Array.from(texts, (text) => textWidth(text, largest)));
  const size = Math.min(MAX_LETTERS, cellSize / 2, ((cellSize - MARGIN) / widest) * MAX_LETTERS);
  const isShown = showNumbers ?? size >= MIN_LETTERS;
  return isShown ? { size: Math.max(1, size), colour: INK } : undefined;
}

/** Draws shaded cells with their numbers; blank ones have only a pale frame. */
export function drawCells(context: CanvasRenderingContext2D, cells: Cells, look: CellLook): void {
  const { left, top, cellSize, shadeOf, letters, digits } = look;
  const places = cells.flatMap((row, y) =>
    row.map((value, x) => ({ value, x: left + x * cellSize, y: top + y * cellSize })),
  );
  const frame = (colour: string, { x, y }: { readonly x: number; readonly y: number }) => {
    context.strokeStyle = colour;
    context.strokeRect(x, y, cellSize, cellSize);
  };
  for (const place of places) if (!isNumber(place.value)) frame(GRID_LINE, place);
  for (const { value, x, y } of places) {
    if (!isNumber(value)) continue;
    context.fillStyle = shadeOf(value);
    context.fillRect(x, y, cellSize, cellSize);
    frame(FAINT_INK, { x, y });
    if (!letters) continue;
    const middle = y + cellSize / 2 - linesHeight(1, letters) / 2;
    const at = { middle: x + cellSize / 2, top: middle, maxWidth: cellSize };
    writeLines(context, [numberText(value, digits)], at, letters);
  }
}

/** A number with a real minus sign, and without one when what is left of it is 0. */
export function numberText(value: number, digits: number | undefined): string {
  const text = digits === undefined ? String(Number(value.toFixed(2))) : value.toFixed(digits);
  return text.replace(/^-(?=[0.]*$)/, '').replace('-', '−');
}
