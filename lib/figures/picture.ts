import { type Canvas, registerFont } from 'canvas';
import { dirname, join } from 'node:path';

import { encodePng, toExactIndices, toNearestIndices } from './png';

/** A picture that is drawn and encoded: show it in a notebook, or write `data` to a file. */
export interface Picture {
  readonly mime: 'image/png' | 'image/gif';
  readonly data: Buffer;
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Size on the page in CSS pixels; a PNG has {@link DENSITY} times as many each way. */
  readonly width: number;
  readonly height: number;
}

/** Pixels of a PNG per CSS pixel: sharp on a high-density screen. */
export const DENSITY = 2;

/** The one font of all pictures, from a package, so that they look the same on every machine. */
export const FONT = 'DejaVu Sans';

const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
registerFont(join(fonts, 'DejaVuSans.ttf'), { family: FONT });
registerFont(join(fonts, 'DejaVuSans-Bold.ttf'), { family: FONT, weight: 'bold' });

/** Ten shades for the edges of each of six curves; 256 look the same and take 30 % more bytes. */
const CHART_COLOURS = 64;

/**
 * A drawn chart as a picture of at most 256 colours, else of `numColours`:
 * shades that the eye does not tell apart become one.
 */
export function chartPicture(canvas: Canvas, alt: string, numColours = CHART_COLOURS): Picture {
  const { width, height } = canvas;
  const pixels = pixelsOf(canvas);
  const image =
    toExactIndices(pixels, width, height) ?? toNearestIndices(pixels, width, height, numColours);
  return png(encodePng(image), canvas, alt);
}

/** Drawn images as a picture in which no pixel's value is changed. */
export function imagePicture(canvas: Canvas, alt: string): Picture {
  const exact = toExactIndices(pixelsOf(canvas), canvas.width, canvas.height);
  return png(exact ? encodePng(exact) : canvas.toBuffer('image/png'), canvas, alt);
}

/**
 * A canvas' pixels, four bytes each, as an array of our own realm: node-canvas' is of another under Jest,
 * and gifenc refuses it.
 */
export function pixelsOf(canvas: Canvas): Uint8ClampedArray {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
}

function png(data: Buffer, { width, height }: Canvas, alt: string): Picture {
  return { mime: 'image/png', data, alt, width: width / DENSITY, height: height / DENSITY };
}
