import { createCanvas } from 'canvas';

import type { tf } from '../backend';
import { BACKGROUND, DENSITY, type Picture, toPicture } from './picture';

/** How to draw a grid of images. */
export interface ImageGridOptions {
  /** Images in a row. Default: so many that the grid is about square. */
  readonly columns?: number;
  /** The numbers that stand for black and white; what lies outside is clipped. Default `zeroToOne`. */
  readonly range?: 'zeroToOne' | 'minusOneToOne';
  /** CSS pixels to a pixel of an image, an integer. Default 2. */
  readonly scale?: number;
  /** CSS pixels between images. Default 4. */
  readonly gap?: number;
  /** Default: the number and size of the images. */
  readonly alt?: string;
}

/**
 * Images side by side, row by row, each pixel a square.
 *
 * @param images `[count, height, width, 1 or 3]`, float32; stays the caller's
 * @throws RangeError when the shape is another or there is no image
 */
export function drawImageGrid(images: tf.Tensor4D, options: ImageGridOptions = {}): Picture {
  const [count, height, width, channels] = images.shape;
  if (images.rank !== 4 || count === 0 || (channels !== 1 && channels !== 3)) {
    throw new RangeError(
      `expected images of shape [count, height, width, 1 or 3], but got [${images.shape.join(', ')}]`,
    );
  }
  const { range = 'zeroToOne', scale = 2, gap = 4 } = options;
  const { columns = Math.ceil(Math.sqrt(count)) } = options;
  const rows = Math.ceil(count / columns);
  const [zoom, space] = [scale * DENSITY, gap * DENSITY];
  const canvas = createCanvas(
    columns * (width * zoom + space) + space,
    rows * (height * zoom + space) + space,
  );
  const context = canvas.getContext('2d');
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(picture.data.buffer); // one 0xAABBGGRR a pixel
  const values = images.dataSync<'float32'>();
  const [factor, offset] = range === 'zeroToOne' ? [255, 0] : [127.5, 127.5];
  const byte = (i: number) => Math.max(0, Math.min(255, Math.round(values[i] * factor + offset)));

  for (let image = 0; image < count; image++) {
    const left = space + (image % columns) * (width * zoom + space);
    const top = space + Math.floor(image / columns) * (height * zoom + space);
    for (let y = 0; y < height * zoom; y++) {
      const row = (image * height + Math.floor(y / zoom)) * width;
      for (let x = 0; x < width; x++) {
        const i = (row + x) * channels;
        const [r, g, b] =
          channels === 3 ? [byte(i), byte(i + 1), byte(i + 2)] : [byte(i), byte(i), byte(i)];
        const start = (top + y) * canvas.width + left + x * zoom;
        pixels.fill((0xff000000 | (b << 16) | (g << 8) | r) >>> 0, start, start + zoom);
      }
    }
  }
  context.putImageData(picture, 0, 0);
  return toPicture(
    canvas,
    options.alt ?? `Grid of ${count} images of ${height} × ${width} pixels.`,
  );
}
