import type { tf } from '../backend';

/** @throws RangeError when two batches of latent vectors are not of one shape */
export function requireSameSize(a: tf.Tensor2D, b: tf.Tensor2D): void {
  if (a.shape.length === 2 && a.shape.join() === b.shape.join()) return;
  throw new RangeError(
    `expected latent vectors [n, latentDim] of one shape, but got [${a.shape}] and [${b.shape}]`,
  );
}
