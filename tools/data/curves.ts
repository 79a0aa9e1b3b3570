import type { ByteImages } from '../../lib/data/images';

/** Pixels of a picture's height; each sample is a pixel wide. */
const HEIGHT = 64;

/**
 * Curves as pictures, one each, black on white, enough to see on a contact sheet what is wrong.
 *
 * @param samples `[count, length]`
 * @param range values at the lower and at the upper edge
 */
export function drawCurves(
  samples: Float32Array,
  length: number,
  [lowest, highest]: readonly [number, number],
): ByteImages {
  const count = samples.length / length;
  const width = length;
  const data = new Uint8Array(count * HEIGHT * width).fill(255);
  const rowOf = (value: number) =>
    Math.max(
      0,
      Math.min(HEIGHT - 1, Math.round(((highest - value) / (highest - lowest)) * HEIGHT)),
    );
  for (let i = 0; i < samples.length; i++) {
    const [curve, column] = [Math.floor(i / length), i % length];
    const before = column === 0 ? i : i - 1;
    const rows = [rowOf(samples[before]), rowOf(samples[i])].sort((a, b) => a - b);
    for (let row = rows[0]; row <= rows[1]; row++)
      data[(curve * HEIGHT + row) * width + column] = 0;
  }
  return { shape: [count, HEIGHT, width, 1], data };
}
