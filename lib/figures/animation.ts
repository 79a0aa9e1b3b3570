import { Image } from 'canvas';

import { requireInteger, requirePositive } from '../check';
import { encodeFilm } from './film-encoder';
import type { Picture } from './picture';

/** How to play frames. */
export interface AnimationOptions {
  /** Milliseconds a frame is shown; players count in hundredths of a second. Default 120. */
  readonly delayMs?: number;
  /** Milliseconds the last frame is shown before it begins again. Default 2,000. */
  readonly lastDelayMs?: number;
  /** Of all frames together, 2 to 255: fewer make a smaller file. Default 24, enough for grey images and for charts. */
  readonly numColours?: number;
  /** What the picture shows, for those who cannot see it. Default: the number of frames. */
  readonly alt?: string;
}

/**
 * Pictures one after another as an animated GIF that plays for ever, at one pixel a CSS pixel.
 *
 * @param frames PNG pictures of one size, or the bytes of such files
 * @throws RangeError when there is none, their sizes differ, a delay is not above 0, or numColours is out of range
 */
export async function drawAnimation(
  frames: readonly (Picture | Buffer)[],
  { delayMs = 120, lastDelayMs = 2000, numColours = 24, alt }: AnimationOptions = {},
): Promise<Picture> {
  if (frames.length === 0) throw new RangeError('expected at least 1 frame, but got 0');
  requirePositive('delayMs', delayMs);
  requirePositive('lastDelayMs', lastDelayMs);
  requireInteger('numColours', numColours, { min: 2, max: 255 });
  const images = frames.map(decodeFrame);
  requireOneSize(images);
  return encodeFilm(images, {
    delayMs,
    lastDelayMs,
    numColours,
    alt: alt ?? `Animation of ${frames.length} frames.`,
  });
}

/** A PNG with its pixels, two each way to a CSS pixel. */
export function decodeFrame(frame: Picture | Buffer): Image {
  const image = new Image();
  image.src = Buffer.isBuffer(frame) ? frame : frame.data; // node-canvas decodes at once, and throws on bad bytes
  return image;
}

function requireOneSize(images: readonly Image[]): void {
  const { width, height } = images[0];
  const other = images.findIndex((image) => image.width !== width || image.height !== height);
  if (other === -1) return;
  throw new RangeError(
    `expected frames of ${width} × ${height} pixels as the first, but got ${images[other].width} × ` +
      `${images[other].height} at frame ${other}`,
  );
}
