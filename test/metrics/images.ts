import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';

// What the tests of image metrics share: images as they are, number by number.

/** `[image][row][column][channel]`. */
export type PlainImages = number[][][][];

/** Seeded noise in 0..1. */
export const noise = (seed: number, shape: [number, number, number, number]): tf.Tensor4D =>
  new Random(seed).uniform<tf.Rank.R4>(shape);

/** Images `[n, height, width, channels]` of the number that each pixel has. */
export const paint = (
  [n, height, width, channels]: [number, number, number, number],
  numberAt: (i: number, y: number, x: number, c: number) => number,
): tf.Tensor4D =>
  tf.tensor4d(
    Array.from({ length: n * height * width * channels }, (_, k) =>
      numberAt(
        Math.floor(k / (height * width * channels)),
        Math.floor(k / (width * channels)) % height,
        Math.floor(k / channels) % width,
        k % channels,
      ),
    ),
    [n, height, width, channels],
  );
