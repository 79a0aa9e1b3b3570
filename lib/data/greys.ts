import type { ByteImages } from './images';

/** What red, green and blue count for in a picture's brightness (ITU-R 1982, recommendation BT.601). */
export const BRIGHTNESS_WEIGHTS = [0.299, 0.587, 0.114];

/**
 * Colour pictures in black and white: each pixel's brightness, 0.299 red + 0.587 green + 0.114 blue.
 *
 * @param images of 3 channels
 * @returns `[count, height, width, 1]`
 * @throws RangeError when there are not 3 channels
 * @see ITU-R 1982, recommendation BT.601
 */
export function greysOf({ shape, data }: ByteImages): ByteImages {
  const [count, height, width, channels] = shape;
  if (channels !== 3) throw new RangeError(`expected images of 3 channels, but got ${channels}`);
  const greys = Uint8Array.from({ length: count * height * width }, (_, i) =>
    Math.round(BRIGHTNESS_WEIGHTS.reduce((sum, weight, c) => sum + weight * data[3 * i + c], 0)),
  );
  return { shape: [count, height, width, 1], data: greys };
}
