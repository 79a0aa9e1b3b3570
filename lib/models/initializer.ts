import { tf } from '../backend';
import { Random } from '../random';

/** Keras's and tfjs's default initializer (Glorot and Bengio 2010), with a seed of its own for each layer. */
export function glorotUniform(seed: number, layer: number) {
  return tf.initializers.glorotUniform({ seed: new Random(seed).fork(layer).state.seed });
}
