import { tf } from '../../lib/backend';
import type { JudgeDefinition } from '../../lib/judges/definition';
import { Random } from '../../lib/random';

/** How an example is disturbed without another right answer. */
type Disturbance = (
  inputs: tf.Tensor,
  definition: Pick<JudgeDefinition, 'inputShape' | 'range'>,
) => tf.Tensor;

/** Standard deviation, as a share of the range's width. */
const NOISE = 0.05;
/** One part in so many of each axis, rounded up. */
const SHIFT = 32;

/** What a judge is also tried on: it should not be fooled by what hardly shows. The caller disposes. */
export const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  [`noise of ${100 * NOISE} % of the range`]: (inputs, { range: [low, high] }) =>
    tf.tidy(() => {
      const noise = new Random(1).normal(inputs.shape).mul(NOISE * (high - low));
      return tf.clipByValue(tf.add(inputs, noise), low, high);
    }),
  [`moved by a ${SHIFT}nd of each side`]: (inputs, { inputShape }) =>
    tf.tidy(() =>
      inputShape.slice(0, -1).reduce((moved, side, i) => {
        const by = Math.ceil(side / SHIFT);
        // what comes in is what was at the edge
        const places = Array.from({ length: side }, (_, place) => Math.max(0, place - by));
        return tf.gather(moved, tf.tensor1d(places, 'int32'), i + 1);
      }, inputs.clone()),
    ),
};
