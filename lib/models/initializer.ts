import { tf } from '../backend';
import { Random } from '../random';

/** A seed of a layer's own, of its network's seed and its number. */
export const seedOfLayer = (seed: number, layer: number): number =>
  new Random(seed).fork(layer).state.seed;

/** Keras's and tfjs's default initializer (Glorot and Bengio 2010), with a seed of its own for each layer. */
export function glorotUniform(seed: number, layer: number) {
  return tf.initializers.glorotUniform({ seed: seedOfLayer(seed, layer) });
}
