import { Image, createCanvas } from 'canvas';

import { requirePositive } from '../check';
import { DENSITY, type Picture } from './picture';

/** How to play frames. */
export interface AnimationOptions {
  /** Milliseconds a frame is shown. Default 120. */
  readonly delayMs?: number;
  /** Milliseconds the last frame is shown before it begins again. Default 2,000. */
  readonly lastDelayMs?: number;
  /** Default: the number of frames. */
  readonly alt?: string;
}

/**
 * Pictures one after another as an animated GIF that plays for ever, at one pixel a CSS pixel.
 *
 * Encoded by gifenc: small, without dependencies, in plain JavaScript, so that nothing native can clash with node-canvas.
 *
 * @param frames PNG pictures of one size, or the bytes of such files
 * @throws RangeError when there is none or their sizes differ
 */
export async function drawAnimation(
  frames: readonly (Picture | Buffer)[],
  { delayMs = 120, lastDelayMs = 2000, alt }: AnimationOptions = {},
): Promise<Picture> {
  if (frames.length === 0) throw new RangeError('expected at least 1 frame, but got 0');
  requirePositive('delayMs', delayMs);
  requirePositive('lastDelayMs', lastDelayMs);
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const images = frames.map(decode);
  const { width, height } = images[0];
  const other = images.findIndex((image) => image.width !== width || image.height !== height);
  if (other !== -1) {
    throw new RangeError(
      `expected frames of ${width} × ${height} pixels as the first, but got ${images[other].width} × ` +
        `${images[other].height} at frame ${other}`,
    );
  }
  const size = { width: width / DENSITY, height: height / DENSITY };
  // One palette for all frames, from the first, the middle and the last.
  const samples = [0, images.length >> 1, images.length - 1].map((i) => pixelsOf(images[i], size));
  const palette = quantize(concat(samples), 64);
  const gif = GIFEncoder();
  images.forEach((image, i) => {
    gif.writeFrame(applyPalette(pixelsOf(image, size), palette), size.width, size.height, {
      palette: i === 0 ? palette : undefined,
      delay: i === images.length - 1 ? lastDelayMs : delayMs,
    });
  });
  gif.finish();
  return {
    mime: 'image/gif',
    data: Buffer.from(gif.bytes()),
    alt: alt ?? `Animation of ${frames.length} frames.`,
    ...size,
  };
}

function decode(frame: Picture | Buffer): Image {
  const image = new Image();
  image.src = Buffer.isBuffer(frame) ? frame : frame.data; // node-canvas decodes at once
  return image;
}

function pixelsOf(image: Image, { width, height }: { width: number; height: number }) {
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

function concat(arrays: readonly Uint8ClampedArray[]): Uint8Array {
  return Uint8Array.from(arrays.flatMap((array) => Array.from(array)));
}
