import type { tf } from './tfjs';

/**
 * Variables whose values live in the graph of a compiled step: what is read of them is old, what is written is lost.
 */
const lent = new WeakSet<tf.Variable>();

/** Says that the values of variables are in a graph from now on. @throws Error when they are in another one */
export function lend(variables: readonly tf.Variable[]): void {
  requireHome(variables);
  variables.forEach((variable) => lent.add(variable));
}

/** Says that variables have their values again. */
export function giveBack(variables: readonly tf.Variable[]): void {
  variables.forEach((variable) => lent.delete(variable));
}

/** @throws Error when variables are in training, and so not what they seem */
export function requireHome(variables: readonly tf.Variable[]): void {
  if (!variables.some((variable) => lent.has(variable))) return;
  throw new Error(
    'these weights are in training, and what can be read of them is old: await the training, or use them within its ' +
      'callbacks onEpoch and onProgress',
  );
}
