import { tf } from '../backend';
import type { Optimizer, OptimizerSettings } from '../backend/optimizer';
import type { PlayerNumbers } from './game';

/**
 * One update of an optimizer's variables, and of no others, against the gradient of a loss.
 *
 * @param loss called once; a scalar
 * @returns the loss before the update; the caller disposes
 */
export function descend(
  optimizer: Optimizer,
  settings: OptimizerSettings,
  loss: () => tf.Scalar,
): tf.Scalar {
  return descendNumbers(optimizer, settings, () => ({ loss: loss() })).loss;
}

/**
 * {@link descend} with other numbers beside the loss.
 *
 * @param numbers called once
 * @returns its numbers, as they were before the update; the caller disposes
 */
export function descendNumbers<N extends PlayerNumbers>(
  optimizer: Optimizer,
  settings: OptimizerSettings,
  numbers: () => N,
): N {
  return tf.tidy(() => {
    const { variables } = optimizer;
    let found: N | undefined;
    const loss = () => {
      found = numbers();
      Object.values(found).forEach((value) => tf.keep(value)); // out of the scope of this function
      return found.loss;
    };
    const { grads } = tf.variableGrads(loss, [...variables]);
    // A variable on which the loss does not depend gets null.
    const gradients = variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
    optimizer.apply(gradients, settings);
    const kept = found as N; // since variableGrads has called the loss
    const values = Object.entries(kept).map(([name, value]) => [name, value.clone()] as const);
    tf.dispose(Object.values(kept));
    return Object.fromEntries(values) as N; // the same names
  });
}
