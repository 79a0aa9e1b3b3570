import { tf } from '../backend';
import { meanOverImages, requireUnitRange } from './images';

/**
 * How colourful images look, the mean over them of √(σ²rg + σ²yb) + 0.3 √(μ²rg + μ²yb) with rg = R − G and yb = (R +
 * G)/2 − B over an image's pixels, on the scale of 0..255 that the paper has: 0 for grey images, 15 slightly, 33
 * moderately, 59 quite and 109 extremely colourful by the paper's viewers. Noise in each channel is colourful too:
 * beside a distortion only.
 *
 * @param images `[n, height, width, 3]` of red, green and blue in 0..1; stays the caller's
 * @throws RangeError when there are not three channels or a number is not in 0..1
 * @see Hasler and Süsstrunk 2003, "Measuring colorfulness in natural images", section 7
 */
export function colourfulness(images: tf.Tensor4D): number {
  requireUnitRange('images', images);
  const channels = images.shape[3];
  if (channels !== 3) throw new RangeError(`expected images of 3 channels, but got ${channels}`);
  return 255 * meanOverImages([images], colourfulnessOfEach);
}

function colourfulnessOfEach(images: tf.Tensor): tf.Tensor {
  const pixels = tf.reshape(images, [images.shape[0], -1, 3]);
  const [red, green, blue] = tf.unstack(pixels, 2);
  const opponents = [tf.sub(red, green), tf.sub(tf.div(tf.add(red, green), 2), blue)];
  const moments = opponents.map((x) => tf.moments(x, 1));
  const variance = tf.addN(moments.map((each) => each.variance));
  const squaredMean = tf.addN(moments.map(({ mean }) => tf.square(mean)));
  return tf.add(tf.sqrt(variance), tf.mul(tf.sqrt(squaredMean), 0.3));
}
