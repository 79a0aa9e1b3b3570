import { requireInteger } from '../check';
import { type Cells, drawCells, numberLetters, numbersOf } from './matrix-cells';
import { INK } from './palette';
import { type Picture, chartPicture } from './picture';
import { shadeScale } from './shades';
import { type Lettering, createSheet, linesHeight, textWidth, wrapText, writeLines } from './sheet';

/** A matrix with its name. */
export interface TitledMatrix {
  /**
   * Above the matrix; a long one is broken into lines, at its spaces but not at no-break ones (`3\u00a0×\u00a03`).
   * Default: none.
   */
  readonly title?: string;
  /** Rows of equal length; a cell that is `null` or NaN stays blank, as around a window on a larger map. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** How to draw matrices. */
export interface MatrixOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Side of a cell, in CSS pixels, an integer. Default 32. */
  readonly cellSize?: number;
  /** Decimals of every number, 0 to 6. Default: as many as it has, up to 2, so that integers have none. */
  readonly digits?: number;
  /** Whether the numbers are written. Default: when they fit in letters of 8 CSS pixels. */
  readonly showNumbers?: boolean;
  /** Signs between the matrices, one fewer than these: `['×', '=']`. Default: none. */
  readonly operators?: readonly string[];
  /** Whether a shade means the same number in all matrices, or each has its own scale. Default `shared`. */
  readonly colourScale?: 'shared' | 'own';
}

const TITLE: Lettering = { size: 12, colour: INK };
const OPERATOR: Lettering = { size: 22, colour: INK };
/** A title may be wider than its matrix, up to this many CSS pixels. */
const TITLE_WIDTH = 110;
const TITLE_GAP = 5;
/** CSS pixels between matrices, beside operators, and around all. */
const GAP = 14;

/** A matrix with its place, in CSS pixels. */
interface Block {
  readonly cells: Cells;
  readonly titleLines: readonly string[];
  readonly left: number;
  /** Of the matrix and its title, whichever is wider. */
  readonly width: number;
}

/**
 * Small matrices side by side as a textbook draws them: each cell shaded by its number, which is written in it. White
 * is 0, blue lies above it and orange below.
 *
 * @param matrices at least 1
 * @throws RangeError when there is none, one has no cell or rows of different lengths, a number is infinite, the
 *   operators are not one fewer, an option is out of its range, or the picture would be too large
 */
export function drawMatrices(matrices: readonly TitledMatrix[], options: MatrixOptions): Picture {
  const { operators = matrices.slice(1).map(() => ''), colourScale = 'shared' } = options;
  requireMatrices(matrices, operators);
  const cellSize = requireInteger('cellSize', options.cellSize ?? 32, { min: 1 });
  const tables = matrices.map(({ values }) => values);
  const blocks = layOut(matrices, operators, cellSize);
  const bodyHeight = Math.max(...tables.map((cells) => cells.length)) * cellSize;
  const titleLines = Math.max(...blocks.map((block) => block.titleLines.length));
  const centre = GAP + titlesHeight(titleLines) + bodyHeight / 2;
  const { left, width } = blocks[blocks.length - 1];
  const context = createSheet(left + width + GAP, centre + bodyHeight / 2 + GAP);
  const letters = numberLetters(tables, { ...options, cellSize });
  blocks.forEach((block, i) => {
    const middle = block.left + block.width / 2;
    const shadeOf = shadeScale(numbersOf(colourScale === 'shared' ? tables : [block.cells]));
    const corner = cornerOf(block, centre, cellSize);
    drawCells(context, block.cells, {
      ...corner,
      cellSize,
      shadeOf,
      letters,
      digits: options.digits,
    });
    const titleTop = corner.top - titlesHeight(block.titleLines.length);
    writeLines(context, block.titleLines, { middle, top: titleTop, maxWidth: block.width }, TITLE);
    if (i === 0) return;
    const between = (blocks[i - 1].left + blocks[i - 1].width + block.left) / 2;
    const place = { middle: between, top: centre - linesHeight(1, OPERATOR) / 2, maxWidth: 200 };
    writeLines(context, [operators[i - 1]], place, OPERATOR);
  });
  return chartPicture(context.canvas, options.alt);
}

function requireMatrices(matrices: readonly TitledMatrix[], operators: readonly string[]): void {
  if (matrices.length === 0) throw new RangeError('expected at least 1 matrix, but got 0');
  matrices.forEach(({ values }, i) => {
    const numColumns = values[0]?.length ?? 0;
    if (numColumns === 0) throw new RangeError(`expected matrix ${i} to have cells, but got none`);
    values.forEach((row, y) => {
      if (row.length !== numColumns) {
        throw new RangeError(
          `expected matrix ${i} to have ${numColumns} columns, but got ${row.length} in row ${y}`,
        );
      }
      const wrong = row.find((value) => value === Infinity || value === -Infinity);
      if (wrong === undefined) return;
      throw new RangeError(`expected matrix ${i} to have finite numbers, but got ${wrong}`);
    });
  });
  if (operators.length !== matrices.length - 1) {
    throw new RangeError(
      `expected ${matrices.length - 1} operators, one between two matrices, but got ${operators.length}`,
    );
  }
}

function layOut(
  matrices: readonly TitledMatrix[],
  operators: readonly string[],
  cellSize: number,
): Block[] {
  let right = 0;
  return matrices.map(({ title = '', values }, i) => {
    const across = values[0].length * cellSize;
    const titleLines = wrapText(title, Math.max(TITLE_WIDTH, across), TITLE);
    const width = Math.ceil(Math.max(across, ...titleLines.map((line) => textWidth(line, TITLE))));
    const operator = i === 0 ? '' : operators[i - 1];
    const left =
      right + GAP + (operator === '' ? 0 : Math.ceil(textWidth(operator, OPERATOR)) + GAP);
    right = left + width;
    return { cells: values, titleLines, left, width };
  });
}

function titlesHeight(numLines: number): number {
  return numLines === 0 ? 0 : linesHeight(numLines, TITLE) + TITLE_GAP;
}

/** Left and upper edge of a block's cells: below the middle of its title, about the common level line. */
function cornerOf({ cells, left, width }: Block, centre: number, cellSize: number) {
  return {
    left: left + Math.floor((width - cells[0].length * cellSize) / 2),
    top: centre - (cells.length * cellSize) / 2,
  };
}
