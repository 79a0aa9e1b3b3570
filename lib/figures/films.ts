import { tf } from '../backend';
import { requireInteger, requirePositive } from '../check';
import type { PixelRange } from '../data/pixel-range';
import { decodeFrame } from './animation';
import { encodeFilm, numColoursOf } from './film-encoder';
import { drawImageGrid } from './image-grid';
import { drawImageRows } from './image-rows';
import type { Picture } from './picture';

/** A film with its name. */
export interface Film {
  /** Beside its row, or below it when it moves. */
  readonly name: string;
  /** `[frames, height, width, 1 or 3]`, float32, in the order in which they are seen; stays the caller's. */
  readonly frames: tf.Tensor4D;
}

/** What both ways to show films have in common. */
interface FilmLook {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** The numbers that stand for black and white. Default `zeroToOne`. */
  readonly range?: PixelRange;
  /** CSS pixels to a pixel of a frame, an integer. Default 2. */
  readonly scale?: number;
  /** CSS pixels between frames and around them, an integer. Default 4. */
  readonly gap?: number;
}

/** How to lay films out frame by frame. */
export interface FilmStripOptions extends FilmLook {
  /** Shows the first frame and every n-th after it, an integer. Default 1: all. */
  readonly every?: number;
  /** Of the first frame, above its column. Default 1. */
  readonly firstNumber?: number;
}

/** How to play films side by side. */
export interface FilmsOptions extends FilmLook {
  /** Films in a row, an integer. Default: all. */
  readonly columns?: number;
  /** Milliseconds a frame is shown. Default 120. */
  readonly delayMs?: number;
  /** Milliseconds the last frame is shown before they begin again. Default 1,000. */
  readonly lastDelayMs?: number;
}

/**
 * Films laid out as rows of numbered frames, one film below the other: all that happens at one look.
 *
 * @param films at least 1, all of one length
 * @throws RangeError when there is none, a shape or the range is another, an option is out of its range, or the picture
 *   would be too large
 */
export function drawFilmStrip(films: readonly Film[], options: FilmStripOptions): Picture {
  const { every = 1, firstNumber = 1, ...look } = options;
  requireInteger('every', every, { min: 1 });
  const numFrames = requireFilms(films);
  const chosen = Array.from({ length: Math.ceil(numFrames / every) }, (_, i) => i * every);
  const columnNames = chosen.map((frame) => String(firstNumber + frame));
  const rows = films.map(({ name, frames }) => ({ name, images: tf.gather(frames, chosen) }));
  try {
    return drawImageRows(rows, { ...look, columnNames });
  } finally {
    rows.forEach(({ images }) => images.dispose());
  }
}

/**
 * Films side by side as one GIF that plays for ever, their names below them. Frames are shown at one pixel a CSS pixel,
 * in at most 96 colours.
 *
 * @param films at least 1, all of one shape
 * @throws RangeError when there is none, a shape or the range is another, an option is out of its range, or the picture
 *   would be too large
 */
export async function drawFilms(films: readonly Film[], options: FilmsOptions): Promise<Picture> {
  const { columns = films.length, delayMs = 120, lastDelayMs = 1000, alt, ...look } = options;
  requirePositive('delayMs', delayMs);
  requirePositive('lastDelayMs', lastDelayMs);
  const numFrames = requireFilms(films);
  const labels = films.some(({ name }) => name !== '') ? films.map(({ name }) => name) : undefined;
  const grids = Array.from({ length: numFrames }, (_, i) => {
    const images = framesAt(films, i);
    try {
      return drawImageGrid(images, { ...look, columns, labels });
    } finally {
      images.dispose();
    }
  });
  const numColours = numColoursOf(films[0].frames);
  return encodeFilm(grids.map(decodeFrame), { delayMs, lastDelayMs, numColours, alt });
}

/** One frame of each film. */
function framesAt(films: readonly Film[], frame: number): tf.Tensor4D {
  return tf.tidy(() =>
    tf.concat(films.map(({ frames }) => tf.slice(frames, [frame, 0, 0, 0], [1, -1, -1, -1]))),
  );
}

/** @returns how many frames each film has */
function requireFilms(films: readonly Film[]): number {
  if (films.length === 0) throw new RangeError('expected at least 1 film, but got 0');
  const shape = films[0].frames.shape.join(', ');
  const other = films.find(({ frames }) => frames.shape.join(', ') !== shape);
  if (other) {
    throw new RangeError(
      `expected films of shape [${shape}] as the first, but got [${other.frames.shape.join(', ')}] for ${other.name}`,
    );
  }
  return films[0].frames.shape[0];
}
