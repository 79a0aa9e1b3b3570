/** Random numbers that {@link recolour} takes. */
export const RECOLOUR_NUMBERS = 9;

/** Contrast and each channel's part change by a factor from 1 less this to 1 more. */
const FACTOR = 0.4;
/** Brightness by at most this share of the range 0..1. */
const OFFSET = 0.2;
/** Colours fade to grey, or grow by half. */
const MAX_SATURATION = 1.5;

/**
 * Gives a picture other colours, so that a judge looks at strokes and edges rather than at what is yellow: contrast,
 * saturation, brightness and each channel's part change, and the channels change places.
 *
 * @param pixels of three channels in 0..1, changed in place
 * @param random numbers in 0..1
 */
export function recolour(pixels: Float32Array, random: ArrayLike<number>): void {
  const [contrast, saturation, brightness] = [random[0], random[1], random[2]];
  const order = [0, 1, 2].sort((a, b) => random[3 + a] - random[3 + b]);
  const gains = [0, 1, 2].map((k) => 1 + FACTOR * (2 * random[6 + k] - 1));
  const spread = 1 + FACTOR * (2 * contrast - 1);
  const offset = OFFSET * (2 * brightness - 1);
  const faded = MAX_SATURATION * saturation;
  let mean = 0;
  for (const value of pixels) mean += value / pixels.length;
  for (let i = 0; i < pixels.length; i += 3) {
    const [a, b, c] = [pixels[i + order[0]], pixels[i + order[1]], pixels[i + order[2]]];
    const red = gains[0] * (mean + spread * (a - mean));
    const green = gains[1] * (mean + spread * (b - mean));
    const blue = gains[2] * (mean + spread * (c - mean));
    const grey = (red + green + blue) / 3;
    pixels[i] = clip(grey + faded * (red - grey) + offset);
    pixels[i + 1] = clip(grey + faded * (green - grey) + offset);
    pixels[i + 2] = clip(grey + faded * (blue - grey) + offset);
  }
}

const clip = (value: number) => Math.min(1, Math.max(0, value));
