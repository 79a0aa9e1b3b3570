import { tf } from '../backend';
import { requireInteger } from '../check';
import type { Sampler } from './baseline';
import { fitPca } from './pca';

/**
 * The Gaussian that has the examples' mean and, in their first principal components, their variances: right in mean and
 * correlations, and blurred. Beyond the components nothing varies.
 *
 * @param examples `[n, ...]`, n at least 2; stay the caller's
 * @param numComponents from 1 to n − 1 and the numbers of an example, whichever is less
 * @returns samples in float32, which may leave the examples' range: clip images, and cut voxels at the threshold that
 *   gives the data's fill rate
 * @throws RangeError as {@link fitPca}
 */
export function fitPcaGaussian<R extends tf.Rank>(
  examples: tf.Tensor<R>,
  numComponents: number,
): Sampler<R> {
  const pca = fitPca(examples, numComponents);
  const deviations = pca.variances.map(Math.sqrt);
  return {
    sample(n, random) {
      requireInteger('n', n, { min: 1 });
      return tf.tidy(() =>
        pca.decode(tf.mul(random.normal<tf.Rank.R2>([n, deviations.length]), deviations)),
      );
    },
  };
}
