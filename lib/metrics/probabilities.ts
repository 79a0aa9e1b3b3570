import type { tf } from '../backend';
import type { Vectors } from './features';

/** How far from 1 a row of ten probabilities in float32 may sum. */
const ROUNDING = 1e-4;

/**
 * The numbers of a classifier's probabilities, once they are known to be some.
 *
 * @param probabilities `[n, classes]`, n at least 1; stays the caller's
 * @throws RangeError when there is no row, a number is not in 0..1, or a row does not sum to 1 (logits do not)
 */
export function readProbabilities(probabilities: tf.Tensor2D): Vectors {
  const [count, width] = probabilities.shape;
  if (probabilities.rank !== 2 || count < 1 || width < 1) {
    throw new RangeError(
      `expected probabilities of shape [n, classes], n at least 1, but got [${probabilities.shape.join(', ')}]`,
    );
  }
  const values = probabilities.dataSync<'float32'>();
  for (let row = 0; row < count; row++) {
    const one = values.subarray(row * width, (row + 1) * width);
    const bad = one.find((p) => !(p >= 0 && p <= 1 + ROUNDING));
    if (bad !== undefined) {
      throw new RangeError(`expected probabilities from 0 to 1, but got ${bad} in row ${row}`);
    }
    const sum = one.reduce((a, b) => a + b, 0);
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new RangeError(
        `expected each row of probabilities to sum to 1, but row ${row} sums to ${sum}`,
      );
    }
  }
  return { count, width, values };
}

/** The column of each row's greatest number; the first of several. */
export function topClasses({ count, width, values }: Vectors): number[] {
  return Array.from({ length: count }, (_, row) => {
    let top = 0;
    for (let i = 1; i < width; i++) {
      if (values[row * width + i] > values[row * width + top]) top = i;
    }
    return top;
  });
}
