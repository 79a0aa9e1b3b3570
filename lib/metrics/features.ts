import { tf } from '../backend';
import { requireFloats } from '../data/pixel-range';

/** Vectors to compare, as numbers: row i is at i · width. */
export interface Vectors {
  readonly count: number;
  readonly width: number;
  readonly values: Float32Array;
}

/**
 * The numbers of a set of feature vectors, once they are known to be fit for comparing.
 *
 * @param name of the argument, for the message
 * @param features `[n, width]`; stays the caller's
 * @param min vectors that there must be
 * @throws RangeError when there are fewer, or a number is not finite; TypeError when they are not float32
 */
export function readVectors(name: string, features: tf.Tensor2D, min: number): Vectors {
  const [count, width] = features.shape;
  if (features.rank !== 2 || width < 1 || count < min) {
    throw new RangeError(
      `expected ${name} of shape [n, width], n at least ${min}, but got [${features.shape.join(', ')}]`,
    );
  }
  requireFloats(name, features);
  const values = features.dataSync<'float32'>();
  // a loop: find() takes six times as long, and there may be 47 million pixels
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`expected ${name} to be finite, but got ${values[i]}`);
    }
  }
  return { count, width, values };
}

/** @throws RangeError unless two sets of vectors lie in the same space */
export function requireSameWidth(a: { width: number }, b: { width: number }): void {
  if (a.width === b.width) return;
  throw new RangeError(
    `expected features of the same width, but got ${a.width} and ${b.width} numbers`,
  );
}

/** One of the vectors, without a copy. */
export const rowAt = ({ width, values }: Vectors, row: number): Float32Array =>
  values.subarray(row * width, (row + 1) * width);

/** ‖aᵢ − bⱼ‖², summed in float64: exactly 0 for equal vectors. */
export function squaredDistance(a: Vectors, i: number, b: Vectors, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.width; k++) {
    sum += (a.values[i * a.width + k] - b.values[j * b.width + k]) ** 2;
  }
  return sum;
}

/** Vectors, each with a number added to its end, `[n, width + 1]`; the caller disposes. */
export function withColumn(vectors: tf.Tensor2D, column: tf.Tensor1D | number): tf.Tensor2D {
  return tf.tidy(() => {
    const count = vectors.shape[0];
    const last = typeof column === 'number' ? tf.fill([count], column) : column;
    return tf.concat([vectors, last.reshape<tf.Tensor2D>([count, 1])], 1);
  });
}
