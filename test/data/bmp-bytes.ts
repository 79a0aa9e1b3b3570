/** What stands in a BMP file. */
interface BmpParts {
  readonly width: number;
  /** Negative when the upper row comes first. */
  readonly height: number;
  readonly bitsPerPixel: number;
  /** Each row of the file, without what fills it to a multiple of 4 bytes. */
  readonly rows: readonly (readonly number[])[];
  /** Red, green and blue of each colour. */
  readonly palette?: readonly (readonly [number, number, number])[];
  /** 12 is OS/2's, 40 Windows's, 124 the newest. Default 40. */
  readonly headerSize?: 12 | 40 | 124;
  readonly compression?: number;
  /** Bits of red, green, blue and opacity. */
  readonly masks?: readonly number[];
}

/** A BMP file, field by field as the format has it. */
export function bmpBytes(parts: BmpParts): Buffer {
  const { width, height, bitsPerPixel, rows, palette = [], headerSize = 40, masks = [] } = parts;
  const isOld = headerSize === 12;
  const stride = Math.ceil((width * bitsPerPixel) / 32) * 4;
  const pixels = Buffer.concat(rows.map((row) => Buffer.concat([Buffer.from(row)], stride)));
  const colours = Buffer.from(palette.flatMap(([r, g, b]) => (isOld ? [b, g, r] : [b, g, r, 0])));
  const head = Buffer.alloc(Math.max(14 + headerSize, isOld ? 0 : 54 + 4 * masks.length));
  head.write('BM');
  head.writeUInt32LE(head.length + colours.length + pixels.length, 2);
  head.writeUInt32LE(head.length + colours.length, 10);
  head.writeUInt32LE(headerSize, 14);
  if (isOld) {
    [width, height, 1, bitsPerPixel].forEach((value, i) => head.writeUInt16LE(value, 18 + 2 * i));
  } else {
    [width, height].forEach((value, i) => head.writeInt32LE(value, 18 + 4 * i));
    [1, bitsPerPixel].forEach((value, i) => head.writeUInt16LE(value, 26 + 2 * i));
    head.writeUInt32LE(parts.compression ?? 0, 30);
    masks.forEach((mask, i) => head.writeUInt32LE(mask, 54 + 4 * i));
  }
  return Buffer.concat([head, colours, pixels]);
}
