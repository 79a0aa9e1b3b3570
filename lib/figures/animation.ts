import { createCanvas, Image } from 'canvas';
import { GIFEncoder, type Palette, applyPalette, quantize } from 'gifenc';
import { setImmediate as pause } from 'node:timers/promises';

import { requirePositive } from '../check';
import { DENSITY, type Picture, pixelsOf } from './picture';

/** How to play frames. */
export interface AnimationOptions {
  /** Milliseconds a frame is shown; players count in hundredths of a second. Default 120. */
  readonly delayMs?: number;
  /** Milliseconds the last frame is shown before it begins again. Default 2,000. */
  readonly lastDelayMs?: number;
  /** What the picture shows, for those who cannot see it. Default: the number of frames. */
  readonly alt?: string;
}

/** Enough for grey digits, and for a chart's few colours; fewer make a smaller file. */
const NUM_COLOURS = 24;

/** The place in the palette that stands for "as in the frame before": long runs of it take next to no bytes. */
const UNCHANGED = 0;

/** Changes of at most this much of 255 are left out: the eye does not see them, and they are most of a quiet film's bytes. */
const TOLERANCE = 12;

/**
 * Pictures one after another as an animated GIF that plays for ever, at one pixel a CSS pixel.
 *
 * Encoded by gifenc 1.0.3 (MIT): plain JavaScript without dependencies, which also finds the palettes of our PNG files.
 * sharp could do it too, but brings native libraries, of which node-canvas has its own copies in the same process.
 *
 * @param frames PNG pictures of one size, or the bytes of such files
 * @throws RangeError when there is none, their sizes differ, or a delay is not above 0
 */
export async function drawAnimation(
  frames: readonly (Picture | Buffer)[],
  { delayMs = 120, lastDelayMs = 2000, alt }: AnimationOptions = {},
): Promise<Picture> {
  if (frames.length === 0) throw new RangeError('expected at least 1 frame, but got 0');
  requirePositive('delayMs', delayMs);
  requirePositive('lastDelayMs', lastDelayMs);
  const images = frames.map(decode);
  const size = requireOneSize(images);
  const colours = commonColours(images, size);
  const gif = GIFEncoder();
  // What the reader sees: places in the GIF's palette, which begins with UNCHANGED and then has the colours.
  const shown = new Uint8Array(size.width * size.height).fill(UNCHANGED);
  for (const [i, image] of images.entries()) {
    const now = applyPalette(scaledPixels(image, size), colours);
    gif.writeFrame(updateShown(shown, now, colours), size.width, size.height, {
      palette: i === 0 ? [[0, 0, 0], ...colours] : undefined, // the first frame's is that of all
      delay: i === images.length - 1 ? lastDelayMs : delayMs,
      transparent: i > 0,
      transparentIndex: UNCHANGED,
      dispose: 1, // leaves the frame in place under the next
    });
    await pause(); // lets an interrupt or a message through
  }
  gif.finish();
  return {
    mime: 'image/gif',
    data: Buffer.from(gif.bytes()),
    alt: alt ?? `Animation of ${frames.length} frames.`,
    ...size,
  };
}

/** Size of the animation, in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

function decode(frame: Picture | Buffer): Image {
  const image = new Image();
  image.src = Buffer.isBuffer(frame) ? frame : frame.data; // node-canvas decodes at once, and throws on bad bytes
  return image;
}

function requireOneSize(images: readonly Image[]): Size {
  const { width, height } = images[0];
  const other = images.findIndex((image) => image.width !== width || image.height !== height);
  if (other !== -1) {
    throw new RangeError(
      `expected frames of ${width} × ${height} pixels as the first, but got ${images[other].width} × ` +
        `${images[other].height} at frame ${other}`,
    );
  }
  return { width: Math.round(width / DENSITY), height: Math.round(height / DENSITY) };
}

function scaledPixels(image: Image, { width, height }: Size): Uint8ClampedArray {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0, width, height);
  return pixelsOf(canvas);
}

/** Colours that suit ten images from the first to the last, and so all. */
function commonColours(images: readonly Image[], size: Size): Palette {
  const numSamples = Math.min(10, images.length);
  const length = size.width * size.height * 4;
  const samples = new Uint8Array(numSamples * length);
  for (let i = 0; i < numSamples; i++) {
    const image = images[Math.round((i / Math.max(1, numSamples - 1)) * (images.length - 1))];
    samples.set(scaledPixels(image, size), i * length);
  }
  return quantize(samples, NUM_COLOURS);
}

/**
 * The places that a frame writes: UNCHANGED where the colour shown already is near enough.
 *
 * @param shown is brought up to date
 * @param now places in `colours`
 */
function updateShown(shown: Uint8Array, now: Uint8Array, colours: Palette): Uint8Array {
  const isNear = colours.map((a) =>
    colours.map((b) => a.every((part, i) => Math.abs(part - b[i]) <= TOLERANCE)),
  );
  return now.map((colour, i) => {
    if (shown[i] !== UNCHANGED && isNear[shown[i] - 1][colour]) return UNCHANGED;
    shown[i] = colour + 1;
    return shown[i];
  });
}
