import { tf } from '../backend';
import { requireInteger } from '../check';

/**
 * Images made smaller: each pixel is the mean of a block of `factor` × `factor`. What super-resolution is asked to undo.
 *
 * Of smooth images little is lost; a pattern finer than a block is gone, whatever it was.
 *
 * @param images `[n, height, width, channels]`, any range; stay the caller's
 * @param factor integer of at least 1 that divides height and width
 * @returns `[n, height / factor, width / factor, channels]`; the caller disposes
 * @throws RangeError when it does not
 */
export function shrinkImages(images: tf.Tensor4D, factor: number): tf.Tensor4D {
  requireInteger('factor', factor, { min: 1 });
  const [, height, width] = images.shape;
  if (height % factor !== 0 || width % factor !== 0) {
    throw new RangeError(`expected sizes that ${factor} divides, but got ${height}×${width}`);
  }
  return tf.avgPool(images, factor, factor, 'valid');
}
