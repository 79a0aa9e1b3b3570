/** A frame of a GIF as the reader sees it. */
export interface GifFrame {
  readonly delayMs: number;
  /** Red, green, blue of the pixel. */
  at(x: number, y: number): number[];
}

/** What a GIF holds. */
export interface Gif {
  readonly width: number;
  readonly height: number;
  /** 0 plays for ever; undefined plays once. */
  readonly repeats: number | undefined;
  readonly frames: readonly GifFrame[];
}

/**
 * Reads a GIF whose frames are whole, not interlaced, and share the global palette: all that gifenc writes here. It is written
 * from the specification, so that the encoder is not its own witness.
 *
 * @see "Graphics Interchange Format, version 89a", 1990
 */
export function readGif(data: Buffer): Gif {
  const [width, height] = [data.readUInt16LE(6), data.readUInt16LE(8)];
  const paletteSize = 2 << (data[10] & 7);
  const palette = Array.from({ length: paletteSize }, (_, i) => [
    ...data.subarray(13 + 3 * i, 16 + 3 * i),
  ]);
  const shown = new Uint8Array(width * height);
  const frames: GifFrame[] = [];
  let repeats: number | undefined;
  let control = { delayMs: 0, transparent: -1 };
  let at = 13 + 3 * paletteSize;
  while (data[at] !== 0x3b) {
    if (data[at] === 0x21) {
      if (data[at + 1] === 0xf9) control = graphicControl(data, at);
      if (data[at + 1] === 0xff) repeats = data.readUInt16LE(at + 16);
      at = readBlocks(data, at + 2).end;
    } else {
      const { bytes, end } = readBlocks(data, at + 11);
      const indices = decompress(bytes, data[at + 10]);
      indices.forEach((index, i) => {
        if (index !== control.transparent) shown[i] = index;
      });
      const seen = shown.slice();
      frames.push({ delayMs: control.delayMs, at: (x, y) => palette[seen[y * width + x]] });
      at = end;
    }
  }
  return { width, height, repeats, frames };
}

function graphicControl(data: Buffer, at: number) {
  const isTransparent = (data[at + 3] & 1) === 1;
  return {
    delayMs: data.readUInt16LE(at + 4) * 10,
    transparent: isTransparent ? data[at + 6] : -1,
  };
}

/** Blocks of up to 255 bytes, each after its length, until one of length 0. */
function readBlocks(data: Buffer, start: number): { bytes: Buffer; end: number } {
  const blocks: Buffer[] = [];
  let at = start;
  for (; data[at] !== 0; at += data[at] + 1) blocks.push(data.subarray(at + 1, at + 1 + data[at]));
  return { bytes: Buffer.concat(blocks), end: at + 1 };
}

/** LZW as GIF has it: codes of growing width, lowest bit first. */
function decompress(bytes: Buffer, minCodeSize: number): number[] {
  const [clear, end] = [1 << minCodeSize, (1 << minCodeSize) + 1];
  const pixels: number[] = [];
  let table: number[][] = [];
  let [codeSize, bit] = [minCodeSize + 1, 0];
  let before: number[] | undefined;
  for (;;) {
    let code = 0;
    for (let i = 0; i < codeSize; i++, bit++) code |= ((bytes[bit >> 3] >> (bit & 7)) & 1) << i;
    if (code === end) return pixels;
    if (code === clear) {
      table = Array.from({ length: clear + 2 }, (_, i) => [i]);
      codeSize = minCodeSize + 1;
      before = undefined;
      continue;
    }
    const entry: number[] = code < table.length ? table[code] : [...before!, before![0]];
    for (const pixel of entry) pixels.push(pixel);
    if (before && table.length < 4096) table.push([...before, entry[0]]);
    if (table.length === 1 << codeSize && codeSize < 12) codeSize++;
    before = entry;
  }
}
