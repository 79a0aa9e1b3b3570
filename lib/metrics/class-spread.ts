import { tf } from '../backend';
import { placesByLabel } from '../data/places-by-label';

/**
 * How far examples of a class lie from its mean, in the mean over the classes: the root of the sum of all numbers'
 * variances. As a share of the real examples' it is 1 where each class is as varied as in the data, and 0 where all of a
 * class are one.
 *
 * @param features `[n, width]`; stay the caller's
 * @param labels the class of each, 0, 1, and so on; each class that occurs at least twice
 * @throws RangeError when numbers of features and labels differ, or a class occurs once
 */
export function classSpread(features: tf.Tensor2D, labels: ArrayLike<number>): number {
  if (labels.length !== features.shape[0]) {
    throw new RangeError(`expected ${features.shape[0]} labels, but got ${labels.length}`);
  }
  const spreads = [...placesByLabel(labels)].map(([label, places]) => {
    if (places.length < 2) {
      throw new RangeError(`expected at least 2 examples of class ${label}, but got 1`);
    }
    return tf.tidy(() => {
      const some = tf.gather(features, tf.tensor1d(places, 'int32'));
      return Math.sqrt(tf.sum(tf.moments(some, 0).variance).dataSync()[0]);
    });
  });
  return spreads.reduce((sum, each) => sum + each, 0) / spreads.length;
}
