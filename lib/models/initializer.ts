import { tf } from '../backend';
import { Random } from '../random';

/** A seed of a layer's own, of its network's seed and its number. */
export const seedOfLayer = (seed: number, layer: number): number =>
  new Random(seed).fork(layer).state.seed;

/** Keras's and tfjs's default initializer (Glorot and Bengio 2010), with a seed of its own for each layer. */
export function glorotUniform(seed: number, layer: number) {
  return tf.initializers.glorotUniform({ seed: seedOfLayer(seed, layer) });
}

/**
 * Draws a network's kernels anew from N(0, std²). Biases and scales stay, and so does a kernel of zeros, whose network is
 * to begin by doing nothing.
 *
 * Where a normalisation follows, the size of a kernel does not matter to what comes out, but to how fast it turns: the
 * same steps of Adam turn a smaller one farther.
 *
 * @param seed of the draws. Integer from 0 to 2³¹ − 1
 * @returns the network itself
 */
export function redrawKernels(
  model: tf.LayersModel,
  { std, seed }: { readonly std: number; readonly seed: number },
): tf.LayersModel {
  tf.tidy(() => {
    const random = new Random(seed);
    const drawn = model.getWeights().map((weight) => {
      const isKernel = weight.rank > 1 && tf.max(tf.abs(weight)).dataSync()[0] > 0;
      return isKernel ? tf.mul(random.normal(weight.shape), std) : weight;
    });
    model.setWeights(drawn);
  });
  return model;
}
