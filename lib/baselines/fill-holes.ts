import { tf } from '../backend';
import { requireMask } from '../metrics/images';
import { fitMeanImage } from './mean-image';

/**
 * Pictures whose holes show another picture, to the pixel.
 *
 * @param images `[n, height, width, channels]`; stay the caller's
 * @param holes `[n, height, width, 1]` or, the same for all, `[1, height, width, 1]`: 1 where a pixel is missing, 0
 *   elsewhere; stays the caller's
 * @param filling `[n, height, width, channels]`, of which only what lies in the holes is looked at; stays the caller's
 * @returns of the shape of the images; the caller disposes
 * @throws RangeError when shapes do not fit or `holes` holds other numbers than 0 and 1
 */
export function fillHoles(
  images: tf.Tensor4D,
  holes: tf.Tensor4D,
  filling: tf.Tensor4D,
): tf.Tensor4D {
  requireMask('holes', holes, images);
  if (!tf.util.arraysEqual(filling.shape, images.shape)) {
    throw new RangeError(
      `expected filling of [${images.shape.join(', ')}] as images, but got [${filling.shape.join(', ')}]`,
    );
  }
  return tf.tidy(() =>
    tf.where(tf.cast(tf.broadcastTo(holes, images.shape), 'bool'), filling, images),
  );
}

/**
 * Pictures whose holes are filled with what the mean picture shows there: no seam is fitted, and nothing is looked at
 * around the hole.
 *
 * @param images `[n, height, width, channels]`; stay the caller's
 * @param holes `[n, height, width, 1]` or `[1, height, width, 1]`: 1 where a pixel is missing; stays the caller's
 * @param training `[m, height, width, channels]` whole pictures, of which the mean is taken; stay the caller's
 * @returns of the shape of the images; the caller disposes
 * @throws RangeError when shapes do not fit, `holes` holds other numbers than 0 and 1, or one of `training` is not
 *   finite
 */
export function fillWithMean(
  images: tf.Tensor4D,
  holes: tf.Tensor4D,
  training: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => fillHoles(images, holes, fitMeanImage(training).predict(images)));
}

/** Pictures that are compared with all of the training at once. */
const CHUNK = 250;

/**
 * Pictures whose holes are filled with what the training picture shows there that is nearest by all that is to be seen
 * around the hole, by Euclidean distance: as sharp as the data, and fitting as well as there is one that fits. A GAN's
 * fair rival.
 *
 * A hole may be of any form and another in each picture. Costs two products of matrices `[n, pixels]` × `[pixels, m]`.
 *
 * @param images `[n, height, width, channels]`; stay the caller's
 * @param holes `[n, height, width, 1]` or `[1, height, width, 1]`: 1 where a pixel is missing; stays the caller's
 * @param training `[m, height, width, channels]` whole pictures; stay the caller's
 * @returns of the shape of the images; the caller disposes
 * @throws RangeError when shapes do not fit or `holes` holds other numbers than 0 and 1
 */
export function fillWithNearest(
  images: tf.Tensor4D,
  holes: tf.Tensor4D,
  training: tf.Tensor4D,
): tf.Tensor4D {
  requireMask('holes', holes, images);
  return tf.tidy(() => {
    const examples = tf.reshape<tf.Rank.R2>(training, [training.shape[0], -1]);
    const squares = tf.square(examples);
    const places: tf.Tensor1D[] = [];
    for (let start = 0; start < images.shape[0]; start += CHUNK) {
      const size = Math.min(CHUNK, images.shape[0] - start);
      places.push(
        tf.tidy(() => {
          const some = tf.slice(images, start, size);
          const own = holes.shape[0] === 1 ? holes : tf.slice(holes, start, size);
          const seen = tf.broadcastTo(tf.sub(1, own), some.shape);
          // Σ seen (a − b)² but for Σ seen a², which is the same for all b
          const [weights, shown] = [seen, tf.mul(seen, some)].map((x) =>
            tf.reshape<tf.Rank.R2>(x, [size, -1]),
          );
          const product = tf.matMul(shown, examples, false, true);
          const distances = tf.sub(tf.matMul(weights, squares, false, true), tf.mul(2, product));
          return tf.argMin<tf.Tensor1D>(distances, 1);
        }),
      );
    }
    return fillHoles(images, holes, tf.gather(training, tf.concat(places)));
  });
}

/** Enough for holes of half of 32 pixels: what is left to change is below a level of 256. */
const SMOOTHING_STEPS = 400;

/**
 * Pictures whose holes are filled as smoothly as can be: each missing pixel is the mean of its four neighbours, those
 * that are missing too included (Laplace's equation, by Jacobi's steps from the mean of what is to be seen). Hard to
 * beat in thin holes; knows nothing of what the pictures show.
 *
 * @param images `[n, height, width, channels]`; stay the caller's
 * @param holes `[n, height, width, 1]` or `[1, height, width, 1]`: 1 where a pixel is missing; stays the caller's
 * @returns of the shape of the images; the caller disposes
 * @throws RangeError when shapes do not fit or `holes` holds other numbers than 0 and 1
 */
export function fillSmoothly(images: tf.Tensor4D, holes: tf.Tensor4D): tf.Tensor4D {
  requireMask('holes', holes, images);
  const [, height, width] = images.shape;
  let filled = tf.tidy(() => {
    const seen = tf.broadcastTo(tf.sub(1, holes), images.shape);
    const sums = [tf.mul(images, seen), seen].map((x) => tf.sum(x, [1, 2], true));
    const mean = tf.broadcastTo<tf.Rank.R4>(tf.divNoNan(sums[0], sums[1]), images.shape);
    return fillHoles(images, holes, mean);
  });
  for (let step = 0; step < SMOOTHING_STEPS; step++) {
    const before = filled;
    filled = tf.tidy(() => {
      const edged = tf.mirrorPad(
        before,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        'symmetric',
      );
      const at = (top: number, left: number) =>
        tf.slice(edged, [0, top, left, 0], [-1, height, width, -1]);
      const neighbours = tf.addN([at(0, 1), at(2, 1), at(1, 0), at(1, 2)]) as tf.Tensor4D; // four of rank 4
      return tf.add<tf.Tensor4D>(before, tf.mul(holes, tf.sub(tf.mul(neighbours, 1 / 4), before)));
    });
    before.dispose();
  }
  return filled;
}
