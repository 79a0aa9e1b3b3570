import { tf } from '../backend';

/** Numbers that are worked on at once, of one of the tensors: 8 MB in float32. */
const CHUNK_SIZE = 2 ** 21;
/** How far outside of 0..1 a sum in float32 may land. */
const ROUNDING = 1e-6;

/**
 * A door for metrics whose value depends on the range: images in −1..1, in 0..255 or that an unbounded network has put
 * beyond the range would give a wrong number without a word.
 *
 * @param name of the argument, for the message
 * @param images `[n, height, width, channels]`, or films with `frames` after `n`
 * @throws RangeError when there is no number, one is not finite, or one lies outside 0..1 by more than rounding
 */
export function requireUnitRange(name: string, images: tf.Tensor): void {
  if (images.size === 0) {
    throw new RangeError(`expected ${name}, but got a tensor of [${images.shape.join(', ')}]`);
  }
  const [min, max, sum] = tf.tidy(() =>
    [tf.min(images), tf.max(images), tf.sum(images)].map((value) => value.dataSync()[0]),
  );
  // a NaN does not show in minimum and maximum, but it does in the sum
  if (![min, max, sum].every(Number.isFinite)) {
    throw new RangeError(`expected ${name} to be finite, but got ${sum} among them`);
  }
  if (min < -ROUNDING || max > 1 + ROUNDING) {
    throw new RangeError(
      `expected ${name} in 0..1, but got numbers from ${min} to ${max} ` +
        '(from −1..1: take (x + 1) / 2; from a network without bounds: clip)',
    );
  }
}

/** @throws RangeError unless both are in 0..1 and of one shape */
export function requirePairs(real: tf.Tensor, fake: tf.Tensor): void {
  requireUnitRange('real', real);
  requireUnitRange('fake', fake);
  if (tf.util.arraysEqual(real.shape, fake.shape)) return;
  throw new RangeError(
    `expected fake of [${real.shape.join(', ')}] as real is, but got [${fake.shape.join(', ')}]`,
  );
}

/** @throws RangeError unless a mask is of 0 and 1 and `[n, height, width, 1]` of the images, or n is 1 */
export function requireMask(name: string, mask: tf.Tensor4D, images: tf.Tensor4D): void {
  const [count, height, width] = images.shape;
  const isOne = tf.util.arraysEqual(mask.shape, [1, height, width, 1]);
  if (!isOne && !tf.util.arraysEqual(mask.shape, [count, height, width, 1])) {
    throw new RangeError(
      `expected ${name} of [${count} or 1, ${height}, ${width}, 1], but got [${mask.shape.join(', ')}]`,
    );
  }
  const off = tf.tidy(() => tf.max(tf.abs(tf.sub(tf.square(mask), mask))).dataSync()[0]);
  if (off === 0) return;
  throw new RangeError(`expected ${name} to hold 0 and 1, but got other numbers`);
}

/**
 * The mean, in float64, of a number that each image has. Images are taken a few thousand at a time, so that what is
 * worked out on the way stays small.
 *
 * @param sets of as many images each, `[n, ...]`
 * @param numberOf gives of some images of each set a number each, `[some]`
 */
export function meanOverImages(
  sets: readonly tf.Tensor[],
  numberOf: (...some: tf.Tensor[]) => tf.Tensor,
): number {
  const count = sets[0].shape[0];
  const largest = Math.max(...sets.map((set) => set.size));
  const step = Math.max(1, Math.floor((CHUNK_SIZE * count) / largest));
  let sum = 0;
  for (let start = 0; start < count; start += step) {
    const size = Math.min(step, count - start);
    const numbers = tf.tidy(() =>
      numberOf(...sets.map((x) => tf.slice(x, start, size))).dataSync(),
    );
    for (const number of numbers) sum += number;
  }
  return sum / count;
}

/** The mean of each image's numbers, `[n]`. */
export const meanOfEach = (x: tf.Tensor): tf.Tensor1D =>
  tf.tidy(() => tf.mean<tf.Tensor1D>(tf.reshape(x, [x.shape[0], -1]), 1));
