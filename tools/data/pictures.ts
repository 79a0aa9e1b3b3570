import type { RgbPicture } from '../../lib/data/images';

/** The pixels of a PNG, JPEG or WebP file, sRGB; transparent ones on white. */
export async function decodePicture(file: Uint8Array | string): Promise<RgbPicture> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(file, { limitInputPixels: false })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) {
    throw new Error(`expected a picture of 3 channels, but got ${info.channels}`);
  }
  return { shape: [info.height, info.width, 3], data };
}

/**
 * A picture made smaller: each pixel is the mean of the area that it covers. Written out here, since the packages' own
 * ways round differently from processor to processor.
 */
export function shrink({ shape, data }: RgbPicture, height: number, width: number): RgbPicture {
  const [rows, columns] = [sharesOf(shape[0], height), sharesOf(shape[1], width)];
  const row = shape[1] * 3;
  const shrunk = new Uint8Array(height * width * 3);
  const band = new Float64Array(row);
  rows.forEach((parts, y) => {
    band.fill(0);
    for (const [from, share] of parts) {
      for (let i = 0; i < row; i++) band[i] += share * data[from * row + i];
    }
    columns.forEach((pixels, x) => {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (const [from, share] of pixels) sum += share * band[from * 3 + c];
        shrunk[(y * width + x) * 3 + c] = Math.round(sum);
      }
    });
  });
  return { shape: [height, width, 3], data: shrunk };
}

/** For each of `to` places on a line those of `from` that it covers, and which share of it each is; shares sum to 1. */
function sharesOf(from: number, to: number): [place: number, share: number][][] {
  if (to > from) throw new RangeError(`expected at most ${from} pixels, but got ${to}`);
  // In units of 1/(from × to) of the line, in which all borders are whole.
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * from, (i + 1) * from];
    const parts: [number, number][] = [];
    for (let place = Math.floor(start / to); place * to < end; place++) {
      const overlap = Math.min(end, (place + 1) * to) - Math.max(start, place * to);
      parts.push([place, overlap / from]);
    }
    return parts;
  });
}

/** A part of a picture. */
export function crop(
  { shape, data }: RgbPicture,
  {
    top = 0,
    left = 0,
    height,
    width,
  }: { top?: number; left?: number; height: number; width: number },
): RgbPicture {
  const cropped = new Uint8Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * shape[1] + left) * 3;
    cropped.set(data.subarray(start, start + width * 3), y * width * 3);
  }
  return { shape: [height, width, 3], data: cropped };
}
