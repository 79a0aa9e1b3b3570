import { type Canvas, type Image, createCanvas } from 'canvas';
import { GIFEncoder, type Palette, applyPalette, quantize } from 'gifenc';
import { setImmediate as pause } from 'node:timers/promises';

import type { tf } from '../backend';
import { DENSITY, type Picture, pixelsOf } from './picture';

/** How a film plays, and what it may cost. */
export interface FilmEncoding {
  /** Milliseconds that each frame but the last is shown, and the last. */
  readonly delayMs: number;
  readonly lastDelayMs: number;
  /** Of all frames together, 2 to 255: fewer make a smaller file. */
  readonly numColours: number;
  /** Changes of at most this much of 255 are left out. Default 12, which the eye does not see in images. */
  readonly tolerance?: number;
  readonly alt: string;
}

/** The place in the palette that stands for "as in the frame before": long runs of it take next to no bytes. */
const UNCHANGED = 0;

/** The eye does not see them, and they are most of a quiet film's bytes. */
const TOLERANCE = 12;
/** How far from white or black a colour of the palette is taken for it, of 255. */
const NEAR_END = 5;

/** Colours that a film of images needs: few for grey; fewer than these show steps in skies and faces. */
export function numColoursOf(images: tf.Tensor4D): number {
  return images.shape[3] === 1 ? 24 : 96;
}

/**
 * Frames as an animated GIF that plays for ever, at one pixel a CSS pixel.
 *
 * Encoded by gifenc 1.0.3 (MIT): plain JavaScript without dependencies, which also finds the palettes of our PNG files.
 * sharp could do it too, but brings native libraries, of which node-canvas has its own copies in the same process.
 *
 * @param frames at least 1, all of one size, with two pixels each way to a CSS pixel
 */
export async function encodeFilm(
  frames: readonly (Canvas | Image)[],
  { delayMs, lastDelayMs, numColours, tolerance = TOLERANCE, alt }: FilmEncoding,
): Promise<Picture> {
  const [width, height] = [frames[0].width, frames[0].height].map((side) =>
    Math.round(side / DENSITY),
  );
  const size = { width, height };
  const colours = commonColours(frames, size, numColours);
  const isNear = nearnessOf(colours, tolerance);
  const gif = GIFEncoder();
  // What the reader sees: places in the GIF's palette, which begins with UNCHANGED and then has the colours.
  const shown = new Uint8Array(width * height).fill(UNCHANGED);
  for (const [i, frame] of frames.entries()) {
    const now = applyPalette(scaledPixels(frame, size), colours);
    gif.writeFrame(updateShown(shown, now, isNear), width, height, {
      palette: i === 0 ? [[0, 0, 0], ...colours] : undefined, // the first frame's is that of all
      delay: i === frames.length - 1 ? lastDelayMs : delayMs,
      transparent: i > 0,
      transparentIndex: UNCHANGED,
      dispose: 1, // leaves the frame in place under the next
    });
    await pause(); // lets an interrupt or a message through
  }
  gif.finish();
  return { mime: 'image/gif', data: Buffer.from(gif.bytes()), alt, ...size };
}

/** Size of the animation, in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

function scaledPixels(frame: Canvas | Image, { width, height }: Size): Uint8ClampedArray {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(frame, 0, 0, width, height);
  return pixelsOf(canvas);
}

/** Colours that suit ten frames from the first to the last, and so all. */
function commonColours(
  frames: readonly (Canvas | Image)[],
  size: Size,
  numColours: number,
): Palette {
  const numSamples = Math.min(10, frames.length);
  const length = size.width * size.height * 4;
  const samples = new Uint8Array(numSamples * length);
  for (let i = 0; i < numSamples; i++) {
    const frame = frames[Math.round((i / Math.max(1, numSamples - 1)) * (frames.length - 1))];
    samples.set(scaledPixels(frame, size), i * length);
  }
  return quantize(samples, numColours).map(toPureEnds);
}

/** White that was averaged with its neighbours would show beside the page's, and black beside a picture's. */
function toPureEnds(colour: number[]): number[] {
  if (colour.every((part) => part >= 255 - NEAR_END)) return [255, 255, 255];
  return colour.every((part) => part <= NEAR_END) ? [0, 0, 0] : colour;
}

/** Whether two colours of the palette count as one. */
function nearnessOf(colours: Palette, tolerance: number): readonly (readonly boolean[])[] {
  return colours.map((a) =>
    colours.map((b) => a.every((part, i) => Math.abs(part - b[i]) <= tolerance)),
  );
}

/**
 * The places that a frame writes: UNCHANGED where the colour shown already is near enough.
 *
 * @param shown is brought up to date
 * @param now places in the colours
 */
function updateShown(
  shown: Uint8Array,
  now: Uint8Array,
  isNear: readonly (readonly boolean[])[],
): Uint8Array {
  return now.map((colour, i) => {
    if (shown[i] !== UNCHANGED && isNear[shown[i] - 1][colour]) return UNCHANGED;
    shown[i] = colour + 1;
    return shown[i];
  });
}
