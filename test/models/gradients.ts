import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInTraining, trainableVariables } from '../../lib/models/gan';

/**
 * Fails unless a loss of a network's output has a gradient other than 0 in each of its weights: none is cut off.
 *
 * @param inputs one tensor for each of its inputs
 */
export function assertAllLearn(model: tf.LayersModel, inputs: readonly tf.Tensor[]): void {
  tf.tidy(() => {
    const loss = () => {
      const output = model.apply([...inputs], { training: true }) as tf.Tensor; // it has one
      return tf.mean<tf.Scalar>(tf.square(tf.sub(output, 0.3)));
    };
    const variables = trainableVariables(model);
    const { grads } = tf.variableGrads(loss, variables);
    const idle = variables.filter(({ name }) => !(tf.max(tf.abs(grads[name])).dataSync()[0] > 0));
    assert.deepEqual(
      idle.map(({ name }) => name),
      [],
    );
  });
}

/** Fails unless an example's output is the same, in training too, whatever else is in its batch. */
export function assertJudgesEachAlone(model: tf.LayersModel, examples: tf.Tensor): void {
  tf.tidy(() => {
    const together = applyInTraining(model, examples);
    const alone = applyInTraining(model, examples.slice(1, 1));
    const difference = tf.max(tf.abs(tf.sub(together.slice(1, 1), alone))).dataSync()[0];
    assert.ok(difference < 1e-5, `differs by ${difference}`); // the same sums in float32, perhaps in another order
  });
}
