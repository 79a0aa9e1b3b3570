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
