import type { tf } from '../backend';
import { requireInteger } from '../check';
import { decodeFrame } from './animation';
import { binMeans } from './bins';
import { requireCanvasSize } from './canvas-size';
import { encodeFilm, numColoursOf } from './film-encoder';
import { drawImageGrid } from './image-grid';
import { copyImages, requireImages } from './image-pixels';
import type { LossHistory, LossRow } from './loss-curves';
import type { Picture } from './picture';
import { type IndexedImage, encodePng, toNearestIndices } from './png';

/** A moment of a training, kept to be looked at later. */
export interface ReplayFrame {
  /** Passes over the data so far; 0 is before training. */
  readonly epoch: number;
  /**
   * `[count, height, width, 1 or 3]` in 0..1, what G made of z that are the same in every frame; stays the caller's.
   */
  readonly images: tf.Tensor4D;
}

/** How to show a replay. */
export interface ReplayOptions {
  /** The losses of the whole training. */
  readonly history: LossHistory;
  /** Images in a row of the grid, an integer. */
  readonly columns: number;
  /** What the replay shows, for those who cannot see it. Default: the number of images and frames. */
  readonly alt?: string;
}

/** Losses over epochs, column by column; `null` where no step was made. */
export interface ReplayLosses {
  readonly epoch: readonly number[];
  readonly discriminatorLoss: readonly (number | null)[];
  readonly generatorLoss: readonly (number | null)[];
}

/** What a page needs to show any frame: plain data, fit for JSON. */
export interface ReplayData {
  /** Images of a frame, images in a row of the grid, and the size of one image in pixels. */
  readonly grid: {
    readonly count: number;
    readonly columns: number;
    readonly width: number;
    readonly height: number;
  };
  /** A PNG in base 64 in 16 greys or 96 colours: a row for each frame, in it the frame's images side by side. */
  readonly sheet: string;
  /** Each frame's epoch, and the mean losses of the epoch before it, or of what lies between it and the frame before. */
  readonly frames: ReplayLosses;
  /** The losses of the whole training, in at most 120 means. */
  readonly curves: ReplayLosses;
}

/** A training to move back and forth in. */
export interface Replay {
  /** The grids one after another, for where nothing can be moved. */
  readonly film: Picture;
  readonly data: ReplayData;
}

/** The eye tells no more apart in a small digit, and 25 frames of 16 digits stay under 100 KB. */
const NUM_GREYS = 16;
const NUM_COLOURS = 96;
/** Of the film's frames, and of its last one. */
const [DELAY_MS, LAST_DELAY_MS] = [120, 2000];
/** Of a curve: it is some 400 pixels wide. */
const MAX_POINTS = 120;

/**
 * The grids and losses of a training's stored epochs: as a film, and as data for a page with a slider.
 *
 * @param frames in the order of their epochs, all with images of one shape
 * @throws RangeError when there is no frame or no row of history, the epochs do not rise, shapes are others, or frames are too
 *   many
 */
export async function drawReplay(
  frames: readonly ReplayFrame[],
  { history, columns, alt }: ReplayOptions,
): Promise<Replay> {
  requireFrames(frames);
  if (history.rows.length === 0)
    throw new RangeError('expected at least 1 row of history, but got 0');
  requireInteger('columns', columns, { min: 1 });
  const [count, height, width] = frames[0].images.shape;
  const what = `${frames.length} frames of ${count} images. Keep fewer`;
  requireCanvasSize(count * width, frames.length * height, what);
  const grids = frames.map(({ images }) => drawImageGrid(images, { columns }));
  const last = frames[frames.length - 1].epoch;
  const film = await encodeFilm(grids.map(decodeFrame), {
    ...{ delayMs: DELAY_MS, lastDelayMs: LAST_DELAY_MS },
    numColours: numColoursOf(frames[0].images),
    alt:
      alt ??
      `${count} samples in ${frames.length} frames, from epoch ${frames[0].epoch} to ${last}.`,
  });
  const data: ReplayData = {
    grid: { count, columns, width, height },
    sheet: drawSheet(frames).toString('base64'),
    frames: lossesOfFrames(frames, history.rows),
    curves: curvesOf(history.rows),
  };
  return { film, data };
}

function requireFrames(frames: readonly ReplayFrame[]): void {
  if (frames.length === 0) throw new RangeError('expected at least 1 frame, but got 0');
  const shape = frames[0].images.shape.join(', ');
  requireImages(frames[0].images);
  frames.forEach(({ epoch, images }, i) => {
    if (images.shape.join(', ') !== shape) {
      throw new RangeError(
        `expected images of shape [${shape}] as in the first frame, but got [${images.shape.join(', ')}] at frame ${i}`,
      );
    }
    if (i > 0 && !(epoch > frames[i - 1].epoch)) {
      throw new RangeError(
        `expected epochs that rise, but got ${epoch} after ${frames[i - 1].epoch}`,
      );
    }
  });
}

/** All images in one PNG, at one pixel a pixel. */
function drawSheet(frames: readonly ReplayFrame[]): Buffer {
  const [count, height, width, channels] = frames[0].images.shape;
  const size = [count * width, frames.length * height] as const;
  const pixels = new Uint32Array(size[0] * size[1]);
  frames.forEach(({ images }, frame) => {
    const corner = (image: number) => [image * width, frame * height] as const;
    copyImages(images, pixels, { stride: size[0], zoom: 1, range: 'zeroToOne', corner });
  });
  if (channels === 1) return encodePng(inGreys(pixels, size));
  return encodePng(toNearestIndices(new Uint8ClampedArray(pixels.buffer), ...size, NUM_COLOURS));
}

/** The nearest of a few greys of each grey pixel. */
function inGreys(pixels: Uint32Array, [width, height]: readonly [number, number]): IndexedImage {
  const steps = NUM_GREYS - 1;
  const indices = Uint8Array.from(pixels, (pixel) => Math.round(((pixel & 255) / 255) * steps));
  const greys = Array.from({ length: NUM_GREYS }, (_, i) => Math.round((i * 255) / steps));
  return { width, height, indices, palette: greys.map((grey) => [grey, grey, grey]) };
}

function lossesOfFrames(frames: readonly ReplayFrame[], rows: readonly LossRow[]): ReplayLosses {
  const windows = frames.map(({ epoch }, i) => {
    const from = i === 0 ? epoch - 1 : Math.max(frames[i - 1].epoch, epoch - 1);
    return rows.filter((row) => row.epoch > from && row.epoch <= epoch);
  });
  const meanOf = (column: string) =>
    windows.map((window) =>
      window.length === 0 ? null : rounded(binMeans(window, (row) => row[column], 1)[0]),
    );
  return {
    epoch: frames.map(({ epoch }) => epoch),
    discriminatorLoss: meanOf('discriminatorLoss'),
    generatorLoss: meanOf('generatorLoss'),
  };
}

function curvesOf(rows: readonly LossRow[]): ReplayLosses {
  const means = (column: string) => binMeans(rows, (row) => row[column], MAX_POINTS).map(rounded);
  return {
    epoch: means('epoch'),
    discriminatorLoss: means('discriminatorLoss'),
    generatorLoss: means('generatorLoss'),
  };
}

/** More digits than these show nowhere. */
const rounded = (value: number) => Number(value.toFixed(3));
