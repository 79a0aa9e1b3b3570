import { crc32 } from 'node:zlib';

import type { ByteImages } from '../../lib/data/images';

/** What tells one set of training images from another: plain data, fit for JSON. */
export interface ImagesMark {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** CRC-32 of all pixels, and of the labels where they are trained on: of 60,000 digits in 0.1 s. */
  readonly checksum: number;
}

/** The mark of images, and of their labels if they are given. */
export function markOf({ shape, data }: ByteImages, labels?: Int32Array): ImagesMark {
  const [count, height, width] = shape;
  const checksum = crc32(data);
  return {
    count,
    height,
    width,
    checksum: labels
      ? crc32(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength), checksum)
      : checksum,
  };
}

/**
 * Checks that a training goes on with the images that it was started on.
 *
 * @param names of the run's folder and of the data, for the message
 * @throws Error when they are others
 */
export function requireSameImages(
  before: ImagesMark,
  now: ImagesMark,
  names: { readonly run: string; readonly data: string },
): void {
  const isSame = (Object.keys(now) as (keyof ImagesMark)[]).every(
    (key) => before[key] === now[key],
  );
  if (isSame) return;
  const [wanted, found] = [before, now].map(
    ({ count, height, width }) => `${count} images of ${height}×${width}`,
  );
  throw new Error(
    `${names.run}: was trained on ${wanted}, but ${names.data} now holds ` +
      `${found === wanted ? `${now.count} other ones` : found}. ` +
      'Name the folder of the old ones with --data, or start anew with another --out.',
  );
}
