import type { tf } from '../backend';
import { requireInteger, requireOneOf } from '../check';
import { type ByteImages, lazyPixels, pickImages } from './images';
import { findPictures } from './picture-files';
import type { ImageOptions } from './pixel-range';
import { type PictureForm, readPictures } from './read-picture';

/** What is made of the pictures in a folder. */
export interface ImageFolderOptions extends ImageOptions {
  /** Height and width, in pixels; a picture with a shorter side is refused. */
  readonly size: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: 1 | 3;
  /** What is seen through transparent pixels, as `#rrggbb`. Default white, `#ffffff`. */
  readonly background?: string;
  /** Goes on without pictures that cannot be used, and tells which. Default: throws, naming them. */
  readonly skipBad?: boolean;
  /** Called after each picture with how many have been read, and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The pictures of a folder. */
export interface ImageFolder {
  /** `[count, size, size, channels]`, float32 in the range asked for, one tensor on the device: four bytes a number. */
  readonly images: tf.Tensor4D;
  /** The same as bytes: enough for a sampler of batches. */
  readonly bytes: ByteImages;
  /** `[count]`, the class of each picture: a place in `classNames`, or 0 where there are none. */
  readonly labels: Int32Array;
  /** The subfolders' names, in the order of their letters' codes; none when a picture lies in no subfolder. */
  readonly classNames: readonly string[];
  /** Pictures that were left out. */
  readonly skipped: readonly BadPicture[];
  /** How many other files there are of each kind, such as `{ '.txt': 2, hidden: 1 }`. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** A picture that cannot be used. */
export interface BadPicture {
  /** In the folder. */
  readonly path: string;
  /** Half a sentence, such as `it is 20×30 pixels small, less than 32×32`. */
  readonly reason: string;
}

/** So many bad pictures are named in an error. */
const NUM_NAMED = 5;

/**
 * Pictures of your own: all PNG, JPEG, WebP, GIF (the first frame) and BMP files in a folder and its subfolders, which
 * are the classes. Of each the middle square is taken and made smaller, each pixel the mean of those that it covers.
 *
 * Pictures are turned as their EXIF data say; colours of any kind (16 bits, CMYK, a camera's own) become 8-bit sRGB.
 *
 * @returns images as bytes, and as a tensor that is made when it is first asked for and is the caller's to dispose
 * @throws RangeError on a wrong option; Error naming the folder, what was found and what to do, when it cannot be read,
 *   holds no picture or, without `skipBad`, pictures that cannot be used: damaged, too small, of more than 200 million
 *   pixels
 */
export async function loadImageFolder(
  folder: string,
  options: ImageFolderOptions,
): Promise<ImageFolder> {
  const form = checkedForm(options);
  const { paths, ignored } = findPictures(folder);
  const { data, faults } = await readPictures({ folder, paths, form }, options.onProgress);
  const skipped = paths.flatMap((path, i) => (faults[i] ? [{ path, reason: faults[i] }] : []));
  if (skipped.length > 0 && !options.skipBad) throw badPictures(folder, skipped, paths.length);
  const places = paths.flatMap((_, i) => (faults[i] ? [] : [i]));
  if (places.length === 0) throw noPictures(folder, { skipped, ignored });
  const all: ByteImages = { shape: [paths.length, form.size, form.size, form.channels], data };
  const bytes = skipped.length === 0 ? all : pickImages(all, places);
  const pixels = lazyPixels(bytes, options);
  return {
    get images() {
      return pixels();
    },
    bytes,
    ...classesOf(places.map((place) => paths[place])),
    skipped,
    ignored,
  };
}

function checkedForm({ size, channels, background = '#ffffff' }: ImageFolderOptions): PictureForm {
  requireInteger('size', size, { min: 1 });
  requireOneOf('channels', channels, [1, 3]);
  if (!/^#[0-9a-f]{6}$/i.test(background)) {
    throw new RangeError(`expected background to be as #rrggbb, but got ${background}`);
  }
  return { size, channels, background };
}

/** Each picture's class by the subfolder that it lies in, however deep. */
function classesOf(paths: readonly string[]): Pick<ImageFolder, 'labels' | 'classNames'> {
  const subfolders = paths.map((path) => path.slice(0, Math.max(0, path.indexOf('/'))));
  const classNames = subfolders.includes('') ? [] : [...new Set(subfolders)].sort();
  const places = new Map(classNames.map((name, place) => [name, place]));
  return { labels: Int32Array.from(subfolders, (name) => places.get(name) ?? 0), classNames };
}

function badPictures(folder: string, bad: readonly BadPicture[], count: number): Error {
  const named = bad.slice(0, NUM_NAMED).map(({ path, reason }) => `${path} (${reason})`);
  const more = bad.length > NUM_NAMED ? ` and ${bad.length - NUM_NAMED} more` : '';
  return new Error(
    `${folder}: ${bad.length} of ${count} pictures cannot be used: ${named.join(', ')}${more}. ` +
      'Mend them or take them away, or go on without them: skipBad, in a terminal --skip-bad.',
  );
}

function noPictures(
  folder: string,
  { skipped, ignored }: Pick<ImageFolder, 'skipped' | 'ignored'>,
): Error {
  const others = Object.entries(ignored).map(([kind, count]) => `${count} ${kind}`);
  const found = [
    ...(skipped.length > 0 ? [`${skipped.length} that cannot be used`] : []),
    ...(others.length > 0 ? [`other files (${others.join(', ')})`] : []),
  ];
  return new Error(
    `${folder}: expected pictures (PNG, JPEG, WebP, GIF or BMP) in it or its subfolders, but found ` +
      `${found.join(' and ') || 'nothing'}. Name the folder that holds them.`,
  );
}
