/** Grey pixels of a picture. */
export interface GreyPicture {
  readonly shape: readonly [height: number, width: number];
  /** Each 0 to 255, row by row. */
  readonly data: Uint8Array;
}

/**
 * The pixels of a PGM file, also of one that a program has taken for text: each line feed, in the header and among the
 * pixels, has got a carriage return before it. Undoing that takes away a pixel of 13 where one stood before a pixel of
 * 10 from the start; then pixels from there on move up by one, and the last one is said twice.
 *
 * @throws Error when it is none, or more than one pixel is missing
 * @see https://netpbm.sourceforge.net/doc/pgm.html
 */
export function readPgm(file: Buffer): GreyPicture {
  const isChanged = file.toString('latin1', 2, 4) === '\r\n';
  const text = file.toString('latin1');
  const bytes = Buffer.from(isChanged ? text.replaceAll('\r\n', '\n') : text, 'latin1');
  const header = /^P5\n(\d+) (\d+)\n255\n/.exec(bytes.toString('latin1', 0, 40));
  if (!header) {
    throw new Error(`expected a PGM file of bytes, but it starts with ${text.slice(0, 15)}`);
  }
  const [width, height] = header.slice(1).map(Number);
  const pixels = bytes.subarray(header[0].length);
  const missing = width * height - pixels.length;
  if (missing !== 0 && !(isChanged && missing === 1)) {
    throw new Error(`expected ${width}×${height} pixels, but got ${pixels.length}`);
  }
  const data = new Uint8Array(width * height).fill(pixels[pixels.length - 1]);
  data.set(pixels);
  return { shape: [height, width], data };
}
