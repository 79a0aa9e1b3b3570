import { tf } from '../backend';
import { requireFloats } from '../data/pixel-range';
import type { JudgeDefinition } from './definition';

/** What a judge looks at. */
type Inputs = Pick<JudgeDefinition, 'inputShape' | 'range'>;

/** How far outside of the range a sum in float32 may land, as a share of its width. */
const ROUNDING = 1e-6;

/**
 * The door of a judge, whose answers would be wrong without a word for inputs of another shape or range.
 *
 * @throws RangeError unless inputs are `[n, ...inputShape]`, n at least 1, and finite numbers of the range; TypeError
 *   when they are not float32
 */
export function requireInputs(inputs: tf.Tensor, { inputShape, range: [low, high] }: Inputs): void {
  const name = inputShape.length === 3 ? 'images' : 'inputs';
  const [count, ...shape] = inputs.shape;
  if (shape.join() !== inputShape.join() || count < 1) {
    throw new RangeError(
      `expected ${name} of shape [n, ${inputShape.join(', ')}], n at least 1, but got [${inputs.shape.join(', ')}]`,
    );
  }
  requireFloats(name, inputs);
  const [min, max, sum] = tf.tidy(() =>
    [tf.min(inputs), tf.max(inputs), tf.sum(inputs)].map((value) => value.dataSync()[0]),
  );
  // a NaN does not show in minimum and maximum, but it does in the sum
  if (![min, max, sum].every(Number.isFinite)) {
    throw new RangeError(`expected ${name} to hold finite numbers, but got ${sum} among them`);
  }
  const slack = ROUNDING * (high - low);
  if (min < low - slack || max > high + slack) {
    const isPixels = low === 0 && high === 1;
    const advice = isPixels ? ' (from −1..1: take (x + 1) / 2; from 0..255: divide by 255)' : '';
    throw new RangeError(
      `expected ${name} in ${String(low).replace('-', '−')}..${high}, but got numbers from ${min} to ${max}${advice}`,
    );
  }
}

/**
 * Inputs in chunks of one size, the last one filled up with zeros; within a `tf.tidy`.
 *
 * @param size examples in a chunk
 */
export function chunksOf(inputs: tf.Tensor, size: number): tf.Tensor[] {
  const [count, ...shape] = inputs.shape;
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => {
    const filled = Math.min(size, count - i * size);
    const chunk = tf.slice(inputs, i * size, filled);
    return filled === size ? chunk : tf.concat([chunk, tf.zeros([size - filled, ...shape])]);
  });
}
