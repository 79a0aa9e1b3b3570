import type { ByteImages } from './images';

/** Of the difference between neighbours (0 to 255): below it is no line, such as in a shade. */
const FAINTEST = 24;
/** From here on a line is black. */
const STRONGEST = 96;
const WHITE = 255;

/**
 * Line drawings of pictures: black where neighbouring pixels differ, white elsewhere.
 *
 * The ink of a pixel grows with the largest difference, in any channel, within the 2×2 pixels that it is the upper left
 * one of: none up to 24 of 255, black from 96 on. So a line says that a border is there, and hardly how strong it is.
 * Around the picture the paper is white.
 *
 * @returns `[count, height, width, 1]`, 0 where there is a line to 255 where there is none
 */
export function outlinesOf({ shape, data }: ByteImages): ByteImages {
  const [count, height, width, channels] = shape;
  const outlines = new Uint8Array(count * height * width);
  for (let i = 0; i < outlines.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const isEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    const right = x < width - 1 ? 1 : 0;
    const below = y < height - 1 ? width : 0;
    let largest = 0;
    for (let c = 0; c < channels; c++) {
      const at = (pixel: number) => data[pixel * channels + c];
      const corners = [at(i), at(i + right), at(i + below), at(i + below + right)];
      const highest = isEdge ? WHITE : Math.max(...corners);
      largest = Math.max(largest, highest - Math.min(...corners));
    }
    const ink = (largest - FAINTEST) / (STRONGEST - FAINTEST);
    outlines[i] = Math.round(WHITE * (1 - Math.min(1, Math.max(0, ink))));
  }
  return { shape: [count, height, width, 1], data: outlines };
}
