/** A picture with transparency. */
export interface RgbaPicture {
  /** `[height, width, 4]` */
  readonly shape: readonly [height: number, width: number, channels: 4];
  /** Red, green, blue and opacity of each pixel, 0 to 255, row by row. */
  readonly data: Uint8Array;
}

/** What the header of a BMP file says. */
interface Header {
  readonly width: number;
  readonly height: number;
  /** Whether the upper row comes first in the file, and not last. */
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  /** Where the colours of a palette begin, and how many bytes each takes. */
  readonly palette: { readonly start: number; readonly step: number };
  /** Of pixels of 16 and 32 bits: which bits are red, green, blue and opacity. */
  readonly masks: readonly number[];
  /** Where the pixels begin. */
  readonly start: number;
}

/** Puts a pixel's red, green, blue and opacity into the picture. */
type Paint = (row: number, x: number, target: Uint8Array, at: number) => void;

/** Size of OS/2's header, whose fields are half as wide; all others begin as Windows's does, which has 40 bytes. */
const OLD_HEADER = 12;
const NO_COMPRESSION = 0;
/** The header gives masks, without and with one for opacity. */
const MASKS = [3, 6];

/** Whether bytes are those of a BMP file, by its first two. */
export const isBmp = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d;

/** Width and height by a BMP file's header. @throws Error as of {@link decodeBmp} */
export const bmpSize = (bytes: Buffer): { readonly width: number; readonly height: number } =>
  readHeader(bytes);

/**
 * The pixels of a BMP file of 1, 4, 8, 16, 24 or 32 bits a pixel, without compression. Written out here, since sharp
 * reads no BMP, and node-canvas reads some of its kinds as black.
 *
 * @throws Error that says in half a sentence what is wrong: cut off, compressed, of an unknown kind
 * @see Microsoft, "Bitmap storage" and BITMAPV5HEADER
 */
export function decodeBmp(bytes: Buffer): RgbaPicture {
  const header = readHeader(bytes);
  const { width, height, isTopDown, bitsPerPixel, start } = header;
  const stride = Math.ceil((width * bitsPerPixel) / 32) * 4; // rows begin at multiples of 4 bytes
  if (start + stride * height > bytes.length) throw new Error('it is cut off');
  const paint = painterOf(bytes, header);
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = start + stride * (isTopDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) paint(row, x, data, (y * width + x) * 4);
  }
  return { shape: [height, width, 4], data };
}

function readHeader(bytes: Buffer): Header {
  if (bytes.length < 26) throw new Error('it is cut off');
  const size = bytes.readUInt32LE(14);
  const isOld = size === OLD_HEADER;
  if (!isOld && size < 40)
    throw new Error(`it is a BMP file with an unknown header of ${size} bytes`);
  if (bytes.length < 14 + size) throw new Error('it is cut off');
  const signedHeight = isOld ? bytes.readUInt16LE(20) : bytes.readInt32LE(22);
  const width = isOld ? bytes.readUInt16LE(18) : bytes.readInt32LE(18);
  const height = Math.abs(signedHeight);
  const bitsPerPixel = bytes.readUInt16LE(isOld ? 24 : 28);
  const compression = isOld ? NO_COMPRESSION : bytes.readUInt32LE(30);
  const hasMasks = MASKS.includes(compression) && (bitsPerPixel === 16 || bitsPerPixel === 32);
  if (compression !== NO_COMPRESSION && !hasMasks) {
    throw new Error('it is a compressed BMP file: save it as PNG');
  }
  if (width < 1 || height < 1) throw new Error(`it is ${width}×${height} pixels large`);
  const masks = hasMasks ? readMasks(bytes, size, compression) : usualMasks(bitsPerPixel);
  const palette = { start: 14 + size, step: isOld ? 3 : 4 };
  const start = bytes.readUInt32LE(10);
  return { width, height, isTopDown: signedHeight < 0, bitsPerPixel, palette, masks, start };
}

/** They stand behind the first 40 bytes of the header, be it longer or not. */
function readMasks(bytes: Buffer, headerSize: number, compression: number): number[] {
  const hasOpacity = headerSize >= 56 || compression === 6;
  const count = hasOpacity ? 4 : 3;
  if (bytes.length < 54 + 4 * count) throw new Error('it is cut off');
  return Array.from({ length: count }, (_, i) => bytes.readUInt32LE(54 + 4 * i));
}

const usualMasks = (bitsPerPixel: number): number[] =>
  bitsPerPixel === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];

function painterOf(bytes: Buffer, { bitsPerPixel, palette, masks }: Header): Paint {
  const copyColour = (from: number, target: Uint8Array, at: number) => {
    target[at] = bytes[from + 2]; // blue comes first in the file
    target[at + 1] = bytes[from + 1];
    target[at + 2] = bytes[from];
    target[at + 3] = 255;
  };
  switch (bitsPerPixel) {
    case 1:
    case 4:
    case 8: {
      const perByte = 8 / bitsPerPixel;
      return (row, x, target, at) => {
        const byte = bytes[row + Math.floor(x / perByte)];
        const shift = bitsPerPixel * (perByte - 1 - (x % perByte)); // the first pixel is in the highest bits
        const index = (byte >> shift) & (2 ** bitsPerPixel - 1);
        copyColour(palette.start + palette.step * index, target, at);
      };
    }
    case 24:
      return (row, x, target, at) => copyColour(row + 3 * x, target, at);
    case 16:
    case 32: {
      const parts = masks.map(scaleOf);
      return (row, x, target, at) => {
        const value =
          bitsPerPixel === 16 ? bytes.readUInt16LE(row + 2 * x) : bytes.readUInt32LE(row + 4 * x);
        target[at + 3] = 255;
        parts.forEach((part, i) => (target[at + i] = part(value)));
      };
    }
    default:
      throw new Error(`it is a BMP file of ${bitsPerPixel} bits a pixel`);
  }
}

/** The bits of a mask as a number from 0 to 255; of no bits always 255, as opacity that is not kept. */
function scaleOf(mask: number): (value: number) => number {
  if (mask === 0) return () => 255;
  const lowest = (mask & -mask) >>> 0;
  const largest = mask / lowest;
  return (value) => Math.round((((value & mask) >>> 0) / lowest / largest) * 255);
}
