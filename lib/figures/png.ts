import { applyPalette, quantize } from 'gifenc';
import { crc32, deflateSync } from 'node:zlib';

/** An image with at most 256 colours. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`, each the place of a pixel's colour in the palette. */
  readonly indices: Uint8Array;
  /** Red, green and blue of each colour, 0 to 255. */
  readonly palette: readonly (readonly number[])[];
}

/**
 * The same picture with its own colours when they are at most 256, else `undefined`:
 * grids of grey images keep every value.
 *
 * @param rgba opaque pixels, four bytes each
 */
export function toExactIndices(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
): IndexedImage | undefined {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height); // 0xAABBGGRR
  const indices = new Uint8Array(pixels.length);
  const places = new Map<number, number>();
  let [last, place] = [-1, 0];
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i] !== last) {
      last = pixels[i];
      const known = places.get(last);
      if (known === undefined && places.size === 256) return undefined;
      place = known ?? places.size;
      if (known === undefined) places.set(last, place);
    }
    indices[i] = place;
  }
  const palette = [...places.keys()].map((c) => [c & 255, (c >> 8) & 255, (c >> 16) & 255]);
  return { width, height, indices, palette };
}

/** The same picture in few colours, the nearest of which each pixel takes: a third of the size for a chart. */
export function toNearestIndices(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  numColours: number,
): IndexedImage {
  const palette = quantize(rgba, numColours);
  return { width, height, indices: applyPalette(rgba, palette), palette };
}

/**
 * An image with a palette as a PNG file. node-canvas writes such files only from canvases of its own kind, on which
 * vega cannot draw; its files with full colour are three times as large and take twice as long.
 *
 * @see "Portable Network Graphics specification", https://www.w3.org/TR/png-3/, sections 5 and 11
 */
export function encodePng({ width, height, indices, palette }: IndexedImage): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits a pixel, by palette; deflate; filters per row; not interlaced
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with its filter: 0, none
  for (let y = 0; y < height; y++) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
