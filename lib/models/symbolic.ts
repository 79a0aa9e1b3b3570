import type { tf } from '../backend';

/** A tensor to be: what stands between layers while a network is put together. */
export type Symbolic = tf.SymbolicTensor;

/** What layers, one after another, make of an input. */
export const through = (layers: readonly tf.layers.Layer[], input: Symbolic): Symbolic =>
  layers.reduce((x, layer) => layer.apply(x) as Symbolic, input); // a layer of one output
