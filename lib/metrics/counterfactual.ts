import { tf } from '../backend';
import { requirePairs } from './images';
import { l1Percent } from './pixel-errors';

/** A number of a picture that differs by more than this differs by more than rounding. */
const SAME = 1e-6;

/**
 * Where two pictures differ, `[n, height, width, 1]`: 1 where any channel does, else 0. Of a picture and its exact
 * counterfactual, what a translation should change.
 *
 * @param real `[n, height, width, channels]` in 0..1; stays the caller's
 * @param fake of the same shape and range; stays the caller's
 * @returns a mask that the caller disposes
 * @throws RangeError when shapes differ or a number is not in 0..1
 */
export function changedPixels(real: tf.Tensor4D, fake: tf.Tensor4D): tf.Tensor4D {
  requirePairs(real, fake);
  return tf.tidy(() => {
    const largest = tf.max(tf.abs(tf.sub(real, fake)), 3, true);
    return tf.cast(tf.greater(largest, SAME), 'float32') as tf.Tensor4D; // its channels are kept
  });
}

/**
 * Where any of some pairs of pictures differ, `[1, height, width, 1]`: 1 where at least this share of them do.
 *
 * @param share above 0 and at most 1. Default 0.01
 */
export function everChanged(real: tf.Tensor4D, fake: tf.Tensor4D, share = 0.01): tf.Tensor4D {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`expected a share above 0 and at most 1, but got ${share}`);
  }
  return tf.tidy(() => {
    const shares = tf.mean(changedPixels(real, fake), 0, true);
    return tf.cast(tf.greaterEqual(shares, share), 'float32') as tf.Tensor4D; // as above
  });
}

/** How far a translation is off, in percent of the range, where something is to be changed and where nothing is. */
export interface CounterfactualErrors {
  /** Over all pixels: small already where nothing is done, when little is to be changed. */
  readonly all: number;
  /** Over the pixels that are to be changed. */
  readonly changed: number;
  /** Over those that are to stay as they are. */
  readonly unchanged: number;
}

/**
 * The errors of a translation whose exact counterfactuals are known: doing nothing has an unchanged error of 0, and a
 * changed one that is the pictures' own difference.
 *
 * @param input `[n, height, width, channels]` in 0..1; stays the caller's
 * @param truth what it should become, of the same shape and range; stays the caller's
 * @param made what it has become; stays the caller's
 * @throws RangeError when shapes differ, a number is not in 0..1, or all pixels or none are to be changed
 */
export function counterfactualErrors(
  input: tf.Tensor4D,
  truth: tf.Tensor4D,
  made: tf.Tensor4D,
): CounterfactualErrors {
  const mask = changedPixels(input, truth);
  const others = tf.sub<tf.Tensor4D>(1, mask);
  try {
    return {
      all: l1Percent(truth, made),
      changed: l1Percent(truth, made, { mask }),
      unchanged: l1Percent(truth, made, { mask: others }),
    };
  } finally {
    tf.dispose([mask, others]);
  }
}
