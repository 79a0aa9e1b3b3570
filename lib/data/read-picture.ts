import { open, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Sharp } from 'sharp';

import { bmpSize, decodeBmp, isBmp } from './bmp';

/** What a picture is made into. */
export interface PictureForm {
  /** Height and width, in pixels. */
  readonly size: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: 1 | 3;
  /** What is seen through transparent pixels, as `#rrggbb`. */
  readonly background: string;
}

/** Formats that are read; sharp would read others too, whatever a file is called. */
const FORMATS = ['png', 'jpeg', 'webp', 'gif'];
/** More than any camera makes. A file of a few kilobytes may promise more and fill the memory. */
const MAX_PIXELS = 200e6;

/** Pictures of one form, one after another, and of each that cannot be used the reason. */
export interface PicturesRead {
  /** `[count, size, size, channels]`, zeros where a picture cannot be used. */
  readonly data: Uint8Array;
  /** By place; a hole where all is well. */
  readonly faults: readonly string[];
}

/**
 * Reads pictures, as many at a time as there are cores. Whatever is wrong with one, the others are read.
 *
 * @param onProgress called after each with how many have been read, and how many there are
 */
export async function readPictures(
  { folder, paths, form }: { folder: string; paths: readonly string[]; form: PictureForm },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<PicturesRead> {
  const length = form.size * form.size * form.channels;
  const data = new Uint8Array(paths.length * length);
  const faults: string[] = [];
  let [next, done] = [0, 0];
  const work = async () => {
    while (next < paths.length) {
      const place = next++;
      try {
        data.set(await readPicture(join(folder, paths[place]), form), place * length);
      } catch (error) {
        faults[place] = faultOf(error as NodeJS.ErrnoException); // nothing else is thrown
      }
      onProgress(++done, paths.length);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { data, faults };
}

const faultOf = ({ code, message }: NodeJS.ErrnoException): string =>
  code ? `it cannot be read (${code})` : message;

/** A file whose header has been read, but not its pixels. */
interface Source {
  readonly width: number;
  readonly height: number;
  decode(): Sharp;
}

/**
 * A picture's middle square in a form, as bytes `[size, size, channels]`: turned as its EXIF data say, in sRGB, each
 * pixel the mean of those that it covers (by Lanczos's filter), grey by lightness; of an animation the first frame.
 *
 * @throws Error that says in half a sentence what is wrong: damaged, of another format, too small or too large; or that
 *   of the file system
 */
async function readPicture(path: string, form: PictureForm): Promise<Uint8Array> {
  const { size, channels, background } = form;
  const isBitmap = isBmp(await firstBytes(path));
  const { width, height, decode } = await (isBitmap ? bitmapSource(path) : pictureSource(path));
  if (width * height > MAX_PIXELS) {
    throw new Error(`it is ${width}×${height} pixels large, more than ${MAX_PIXELS / 1e6} million`);
  }
  if (Math.min(width, height) < size) {
    throw new Error(`it is ${width}×${height} pixels small, less than ${size}×${size}`);
  }
  const square = decode().flatten({ background }).resize(size, size, { fit: 'cover' });
  return decoded(
    square
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer(),
  );
}

async function bitmapSource(path: string): Promise<Source> {
  const { default: sharp } = await import('sharp');
  const bytes = await readFile(path);
  const decode = () => {
    const { shape, data } = decodeBmp(bytes);
    const [height, width, channels] = shape;
    return sharp(data, { raw: { width, height, channels } });
  };
  return { ...bmpSize(bytes), decode };
}

async function pictureSource(path: string): Promise<Source> {
  const { default: sharp } = await import('sharp'); // at first use: it brings a large library
  // What phones write with a warning is let through; a file that is cut off is not.
  const picture = sharp(path, { autoOrient: true, failOn: 'error', limitInputPixels: false });
  const { format, autoOrient } = await decoded(picture.metadata());
  if (!FORMATS.includes(format)) throw new Error(`it is of the format ${format}`);
  return { ...autoOrient, decode: () => picture };
}

/** What sharp makes of a file. Its own words are no help: libvips may mix up those of files read side by side. */
async function decoded<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    throw new Error('it is damaged, or no picture', { cause });
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
