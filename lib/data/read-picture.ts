import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Sharp, default as SharpModule } from 'sharp';

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
  const sharp = await loadSharp();
  const length = form.size * form.size * form.channels;
  const data = new Uint8Array(paths.length * length);
  const faults: string[] = [];
  let [next, done] = [0, 0];
  const work = async () => {
    while (next < paths.length) {
      const place = next++;
      try {
        const picture = await readPicture(join(folder, paths[place]), form, sharp);
        data.set(picture, place * length);
      } catch (error) {
        faults[place] = faultOf(error as NodeJS.ErrnoException); // nothing else is thrown
      }
      onProgress(++done, paths.length);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { data, faults };
}

type SharpBuilder = typeof SharpModule;

/** At first use: it brings a large library. */
async function loadSharp(): Promise<SharpBuilder> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    throw new Error(
      'sharp, the package that decodes pictures, cannot be loaded. Install it again with: npm run setup',
      { cause },
    );
  }
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
async function readPicture(
  path: string,
  { size, channels, background }: PictureForm,
  sharp: SharpBuilder,
): Promise<Uint8Array> {
  // Read here: of a file that it has read by its name sharp keeps the pixels, whatever becomes of the file.
  const bytes = await readFile(path);
  if (bytes.length === 0) throw new Error('it is empty');
  const source = isBmp(bytes) ? bitmapSource(bytes, sharp) : await pictureSource(bytes, sharp);
  const { width, height, decode } = source;
  if (width * height > MAX_PIXELS) {
    throw new Error(`it is ${width}×${height} pixels large, more than ${MAX_PIXELS / 1e6} million`);
  }
  if (Math.min(width, height) < size) {
    throw new Error(`it is ${width}×${height} pixels small, less than ${size}×${size}`);
  }
  const square = decode().flatten({ background }).resize(size, size, { fit: 'cover' });
  const colours = channels === 1 ? 'b-w' : 'srgb';
  return decoded(square.toColourspace(colours).raw().toBuffer());
}

function bitmapSource(bytes: Buffer, sharp: SharpBuilder): Source {
  const decode = () => {
    const { shape, data } = decodeBmp(bytes);
    const [height, width, channels] = shape;
    return sharp(data, { raw: { width, height, channels } });
  };
  return { ...bmpSize(bytes), decode };
}

async function pictureSource(bytes: Buffer, sharp: SharpBuilder): Promise<Source> {
  // What phones write with a warning is let through; a file that is cut off is not.
  const picture = sharp(bytes, { autoOrient: true, failOn: 'error', limitInputPixels: false });
  const { format, autoOrient, channels } = await decoded(picture.metadata());
  if (!FORMATS.includes(format)) throw new Error(`it is of the format ${format}`);
  // Through a grey picture only grey could be seen.
  const decode = () => (channels < 3 ? picture.pipelineColourspace('srgb') : picture);
  return { ...autoOrient, decode };
}

/** What sharp makes of a file. Its own words are no help: libvips may mix up those of files read side by side. */
async function decoded<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    throw new Error('it is damaged, or no picture', { cause });
  }
}
