import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Predictor } from './baseline';
import { requireCount } from './examples';
import { type RidgeOptions, type RidgeRegression, fitRidgeRegression } from './ridge-regression';

/** How to fit. */
export interface PatchRidgeOptions extends RidgeOptions {
  /** Pixels of a side of the square around each pixel, odd. Default 5. */
  readonly size?: number;
}

/**
 * Ridge regression from the square around each pixel to the pixel's target, the same map at each place: colours and
 * edges, but no places. Where pairs are few it beats {@link fitRidgeRegression} of whole pictures.
 *
 * Beyond the border the picture is mirrored. A hundred pictures of 32×32 give 102,400 examples, and take a second.
 *
 * @param inputs `[n, height, width, channels]`; stay the caller's
 * @param targets `[n, height, width, any channels]`, pairs with the inputs; stay the caller's
 * @throws RangeError when shapes do not fit, the size is even or reaches over the whole picture, or a number is not
 *   finite
 */
export function fitPatchRidge(
  inputs: tf.Tensor4D,
  targets: tf.Tensor4D,
  { size = 5, ...options }: PatchRidgeOptions = {},
): Predictor<tf.Rank.R4> & Pick<RidgeRegression<tf.Rank.R2>, 'penalty'> {
  requireInteger('size', size, { min: 1, max: Math.min(inputs.shape[1], inputs.shape[2]) });
  if (size % 2 === 0) throw new RangeError(`expected an odd size, but got ${size}`);
  requireCount('targets', targets.shape[0], inputs.shape[0]);
  const sides = (x: tf.Tensor4D) => x.shape.slice(1, 3).join(' × ');
  if (sides(inputs) !== sides(targets)) {
    throw new RangeError(
      `expected targets of ${sides(inputs)} pixels as inputs are, but got ${sides(targets)}`,
    );
  }
  const channels = targets.shape[3];
  const examples = neighbourhoods(inputs, size);
  const pixels = targets.reshape<tf.Tensor2D>([-1, channels]);
  const ridge = fitRidgeRegression<tf.Rank.R2>(examples, pixels, options);
  tf.dispose([examples, pixels]);
  return {
    penalty: ridge.penalty,
    predict: (some) =>
      tf.tidy(() => {
        const pictures = some as tf.Tensor4D; // what is of another rank fails in the next line
        const [count, height, width] = pictures.shape;
        const made = tf
          .split<tf.Tensor4D>(pictures, count)
          .map((picture) => ridge.predict(neighbourhoods(picture, size)));
        return tf.concat(made).reshape<tf.Tensor4D>([count, height, width, channels]);
      }),
  };
}

/** The square around each pixel, `[n · height · width, size² · channels]`. */
function neighbourhoods(pictures: tf.Tensor4D, size: number): tf.Tensor2D {
  return tf.tidy(() => {
    const [, height, width] = pictures.shape;
    const reach = (size - 1) / 2;
    const padded = tf.mirrorPad(
      pictures,
      [
        [0, 0],
        [reach, reach],
        [reach, reach],
        [0, 0],
      ],
      'symmetric',
    );
    const places = Array.from({ length: size }, (_, i) => i);
    const moved = places.flatMap((y) =>
      places.map((x) => tf.slice(padded, [0, y, x, 0], [-1, height, width, -1])),
    );
    const all = tf.concat(moved, 3);
    return all.reshape<tf.Tensor2D>([-1, all.shape[3]]);
  });
}
