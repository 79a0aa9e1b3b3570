import { type CanvasRenderingContext2D, createCanvas } from 'canvas';

import type { tf } from '../backend';
import { requireInteger } from '../check';
import { requirePixels } from '../data/pixel-range';
import { requireCanvasSize } from './canvas-size';
import { copyImages, requireImages } from './image-pixels';
import { BACKGROUND, INK } from './palette';
import { DENSITY, FONT, type Picture, imagePicture } from './picture';

/** How to draw a grid of images. */
export interface ImageGridOptions {
  /** Images in a row, an integer. Default: so many that the grid is about square. */
  readonly columns?: number;
  /**
   * The numbers that stand for black and white; what lies outside by up to half of the range is clipped, NaN is black. Default
   * `zeroToOne`.
   */
  readonly range?: 'zeroToOne' | 'minusOneToOne';
  /** CSS pixels to a pixel of an image, an integer. Default 2. */
  readonly scale?: number;
  /** CSS pixels between images and around them, an integer. Default 4. */
  readonly gap?: number;
  /** A number or a short word under each image, such as its class or D's opinion of it. Default: none. */
  readonly labels?: ArrayLike<number | string>;
  /** What the picture shows, for those who cannot see it. Default: the number and size of the images. */
  readonly alt?: string;
}

/** CSS pixels of a row of labels, and of their letters. */
const LABEL_HEIGHT = 15;
const LABEL_SIZE = 11;

/** Where the images stand, in pixels of the canvas. */
interface Layout {
  readonly columns: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  /** Left and upper edge of an image. */
  corner(image: number): readonly [number, number];
}

/**
 * Images side by side, row by row, each pixel a square.
 *
 * @param images `[count, height, width, 1 or 3]`, float32; stays the caller's
 * @throws TypeError when images are not float32; RangeError when their range or shape is another, there is no image, the labels
 *   are not as many, or the picture would be too large
 */
export function drawImageGrid(images: tf.Tensor4D, options: ImageGridOptions = {}): Picture {
  const { range = 'zeroToOne' } = options;
  requireImages(images);
  const layout = layOut(images, options);
  requireCanvasSize(
    layout.width,
    layout.height,
    `${images.shape[0]} images, columns: ${layout.columns}, scale: ${layout.zoom / DENSITY}. Draw fewer, or change these two`,
  );
  requirePixels(images, range);
  const canvas = createCanvas(layout.width, layout.height);
  const context = canvas.getContext('2d');
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  copyImages(images, new Uint32Array(picture.data.buffer), {
    ...layout,
    stride: layout.width,
    range,
  });
  context.putImageData(picture, 0, 0);
  if (options.labels) writeLabels(context, images, options.labels, layout);
  const [count, height, width] = images.shape;
  const alt = options.alt ?? `Grid of ${count} images of ${height} × ${width} pixels.`;
  return imagePicture(canvas, alt);
}

function layOut(images: tf.Tensor4D, options: ImageGridOptions): Layout {
  const [count, height, width] = images.shape;
  const columns = requireInteger('columns', options.columns ?? Math.ceil(Math.sqrt(count)), {
    min: 1,
  });
  const zoom = requireInteger('scale', options.scale ?? 2, { min: 1 }) * DENSITY;
  const gap = requireInteger('gap', options.gap ?? 4, { min: 0 }) * DENSITY;
  const across = width * zoom + gap;
  const down = height * zoom + gap + (options.labels ? LABEL_HEIGHT * DENSITY : 0);
  return {
    columns,
    zoom,
    width: columns * across + gap,
    height: Math.ceil(count / columns) * down + gap,
    corner: (image) => [gap + (image % columns) * across, gap + Math.floor(image / columns) * down],
  };
}

function writeLabels(
  context: CanvasRenderingContext2D,
  images: tf.Tensor4D,
  labels: ArrayLike<number | string>,
  { zoom, corner }: Layout,
): void {
  const [count, height, width] = images.shape;
  if (labels.length !== count) {
    throw new RangeError(`expected ${count} labels, one an image, but got ${labels.length}`);
  }
  context.fillStyle = INK;
  context.font = `${LABEL_SIZE * DENSITY}px "${FONT}"`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let image = 0; image < count; image++) {
    const [left, top] = corner(image);
    const middle = top + height * zoom + (LABEL_HEIGHT / 2 + 1) * DENSITY;
    context.fillText(String(labels[image]), left + (width * zoom) / 2, middle, width * zoom);
  }
}
