import type { CanvasRenderingContext2D } from 'canvas';

import type { tf } from '../backend';
import { requireInteger } from '../check';
import type { PixelRange } from '../data/pixel-range';
import { requirePixels } from '../data/pixel-range';
import { copyImages, requireImages } from './image-pixels';
import { INK } from './palette';
import { DENSITY, type Picture, imagePicture } from './picture';
import {
  type Lettering,
  createSheet,
  linesHeight,
  textWidth,
  wrapText,
  writeLines,
  writeText,
} from './sheet';

/** Images that show the same thing of each example, such as what went into a network, or what came out. */
export interface NamedImages {
  /** On the left; a long one is broken into lines. */
  readonly name: string;
  /**
   * `[count, height, width, 1 or 3]`, float32, as many as in every row; smaller ones are enlarged. They stay the
   * caller's.
   */
  readonly images: tf.Tensor4D;
  /** A number or a short word under each image. Default: none. */
  readonly labels?: ArrayLike<number | string>;
}

/** How to draw rows of images. */
export interface ImageRowsOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Above each column. Default: none. */
  readonly columnNames?: readonly string[];
  /** The numbers that stand for black and white, in all rows. Default `zeroToOne`. */
  readonly range?: PixelRange;
  /** CSS pixels to a pixel of the largest images, an integer. Default 2. */
  readonly scale?: number;
  /** CSS pixels between images and around them, an integer. Default 4. */
  readonly gap?: number;
}

const NAME: Lettering = { size: 12, colour: INK };
const LABEL: Lettering = { size: 11, colour: INK };
/** CSS pixels: a row's name is broken at the first; the others lie beside names and below labels. */
const NAME_WIDTH = 96;
const NAME_GAP = 6;
const LABEL_HEIGHT = 15;

/** A row with its place; lengths are in CSS pixels. */
interface PlacedRow extends NamedImages {
  readonly nameLines: readonly string[];
  /** Side of the square that a pixel of an image becomes. */
  readonly zoom: number;
  readonly top: number;
}

/** Where the rows stand, in CSS pixels. */
interface Layout {
  readonly rows: readonly PlacedRow[];
  readonly width: number;
  readonly height: number;
  /** Size of every image as it is drawn. */
  readonly across: number;
  readonly down: number;
  /** Left edge of a column. */
  left(column: number): number;
}

/**
 * A table of images with named rows and columns: input, output and truth of a network, one example below the other,
 * each pixel a square. Rows may be grey or coloured, and of sizes that fit into the largest a whole number of times, as
 * 8 × 8 into 32 × 32.
 *
 * @param rows at least 1, all with the same number of images
 * @throws TypeError when images are not float32; RangeError when there is no row, a shape or the range is another,
 *   names or labels are not as many, or the picture would be too large
 */
export function drawImageRows(rows: readonly NamedImages[], options: ImageRowsOptions): Picture {
  const { alt, columnNames, range = 'zeroToOne' } = options;
  requireRows(rows, columnNames);
  const layout = layOut(rows, options);
  const context = createSheet(layout.width, layout.height);
  rows.forEach(({ images }) => requirePixels(images, range));
  const pixels = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  for (const { images, zoom, top } of layout.rows) {
    copyImages(images, new Uint32Array(pixels.data.buffer), {
      stride: pixels.width,
      zoom: zoom * DENSITY,
      range,
      corner: (column) => [layout.left(column) * DENSITY, top * DENSITY],
    });
  }
  context.putImageData(pixels, 0, 0);
  layout.rows.forEach((row) => writeWords(context, row, layout));
  (columnNames ?? []).forEach((name, column) =>
    writeAbove(context, name, { column, bottom: layout.rows[0].top }, layout),
  );
  return imagePicture(context.canvas, alt);
}

function requireRows(rows: readonly NamedImages[], columnNames?: readonly string[]): void {
  if (rows.length === 0) throw new RangeError('expected at least 1 row of images, but got 0');
  rows.forEach(({ images }) => requireImages(images));
  const [count] = rows[0].images.shape;
  const requireCount = (what: string, found: number) => {
    if (found !== count) throw new RangeError(`expected ${count} ${what}, but got ${found}`);
  };
  for (const { name, images, labels } of rows) {
    requireCount(`images in the row ${name}, as in the first`, images.shape[0]);
    if (labels) requireCount(`labels in the row ${name}, one an image`, labels.length);
  }
  if (columnNames) requireCount('names of columns, one an image', columnNames.length);
}

function layOut(rows: readonly NamedImages[], options: ImageRowsOptions): Layout {
  const scale = requireInteger('scale', options.scale ?? 2, { min: 1 });
  const gap = requireInteger('gap', options.gap ?? 4, { min: 0 });
  const sides = ([1, 2] as const).map((axis) =>
    Math.max(...rows.map(({ images }) => images.shape[axis])),
  );
  const [down, across] = sides.map((side) => side * scale);
  const names = rows.map(({ name }) => wrapText(name, NAME_WIDTH, NAME));
  const nameWidth = Math.ceil(Math.max(0, ...names.flat().map((line) => textWidth(line, NAME))));
  const first = nameWidth + (nameWidth > 0 ? NAME_GAP : 0) + gap;
  let bottom = options.columnNames ? linesHeight(1, NAME) : 0;
  const placed = rows.map((row, i) => {
    const top = bottom + gap;
    bottom = top + down + (row.labels ? LABEL_HEIGHT : 0);
    return { ...row, nameLines: names[i], zoom: zoomOf(row, sides) * scale, top };
  });
  const width = first + rows[0].images.shape[0] * (across + gap);
  const left = (column: number) => first + column * (across + gap);
  return { rows: placed, width, height: bottom + gap, across, down, left };
}

/** How many times an image is enlarged before it is drawn as the largest. */
function zoomOf({ name, images }: NamedImages, [height, width]: readonly number[]): number {
  const [, ownHeight, ownWidth] = images.shape;
  const zoom = height / ownHeight;
  if (Number.isInteger(zoom) && zoom * ownWidth === width) return zoom;
  throw new RangeError(
    `expected images of the row ${name} that fit into ${height} × ${width} pixels a whole number of times, ` +
      `but got ${ownHeight} × ${ownWidth}`,
  );
}

function writeWords(context: CanvasRenderingContext2D, row: PlacedRow, layout: Layout): void {
  const right = layout.left(0) - NAME_GAP;
  const { size } = NAME;
  row.nameLines.forEach((line, i) => {
    const y = row.top + layout.down / 2 + (i - (row.nameLines.length - 1) / 2) * size * 1.3;
    writeText(context, line, { x: right, y, align: 'right' }, NAME);
  });
  Array.from(row.labels ?? []).forEach((label, column) => {
    const middle = layout.left(column) + layout.across / 2;
    const top = row.top + layout.down + 1;
    writeLines(context, [String(label)], { middle, top, maxWidth: layout.across }, LABEL);
  });
}

function writeAbove(
  context: CanvasRenderingContext2D,
  name: string,
  { column, bottom }: { readonly column: number; readonly bottom: number },
  { left, across }: Layout,
): void {
  const place = { middle: left(column) + across / 2, top: bottom - linesHeight(1, NAME) - 2 };
  writeLines(context, [name], { ...place, maxWidth: across }, NAME);
}
