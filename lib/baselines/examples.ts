import { tf } from '../backend';

/** What there must be of examples. */
export interface RowsOptions {
  /** Examples, at least. Default 1. */
  readonly min?: number;
  /** Numbers in each; default any. */
  readonly width?: number;
}

/**
 * Examples of any shape as rows, `[n, width]`; called within a `tf.tidy`.
 *
 * @param name of the argument, for the message
 * @param examples `[n, ...]`; stays the caller's
 * @throws RangeError when there are too few, they are of another width or a number is not finite
 */
export function rowsOf(
  name: string,
  examples: tf.Tensor,
  { min = 1, width }: RowsOptions = {},
): tf.Tensor2D {
  const [count, ...shape] = examples.shape;
  const found = tf.util.sizeFromShape(shape);
  const isFit = examples.rank > 0 && count >= min && found > 0;
  if (!isFit || (width !== undefined && found !== width)) {
    throw new RangeError(
      `expected ${name} of [n, ...]${width === undefined ? '' : ` with ${width} numbers each`}, ` +
        `n at least ${min}, but got [${examples.shape.join(', ')}]`,
    );
  }
  const sum = tf.sum(examples).dataSync()[0]; // not finite when any is not
  if (!Number.isFinite(sum)) throw new RangeError(`expected ${name} to be finite, but got ${sum}`);
  return tf.cast(examples.reshape<tf.Tensor2D>([count, found]), 'float32');
}

/** @throws RangeError unless there is one of these, such as a target or a label, for each example */
export function requireCount(name: string, count: number, numExamples: number): void {
  if (count === numExamples) return;
  throw new RangeError(`expected ${numExamples} ${name}, one an example, but got ${count}`);
}

/** Rows `[n, width]` in the shape that examples `[count, ...shape]` have: `[n, ...shape]`. */
export function shapedAs<R extends tf.Rank>(
  rows: tf.Tensor,
  [, ...shape]: readonly number[],
): tf.Tensor<R> {
  // as many dimensions as the examples have, whose rank is R
  return rows.reshape([rows.shape[0], ...shape] as tf.ShapeMap[R]);
}

/** Whole numbers, at most as many as a byte holds: the number of different ones, which are 0, 1 and so on. */
export function numValuesOf(name: string, rows: tf.Tensor2D): number {
  const [min, max, off] = tf.tidy(() =>
    [tf.min(rows), tf.max(rows), tf.max(tf.abs(tf.sub(rows, tf.round(rows))))].map(
      (value) => value.dataSync()[0],
    ),
  );
  if (off === 0 && min >= 0 && max <= 255) return max + 1;
  throw new RangeError(
    `expected ${name} of whole numbers from 0 to 255, but got ${off === 0 ? `${min} to ${max}` : 'fractions'}`,
  );
}
