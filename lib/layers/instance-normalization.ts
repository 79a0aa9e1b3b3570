import { tf } from '../backend';
import {
  type LayerInput,
  type LayerOptions,
  type LayerShape,
  layerArgs,
  onlyShape,
  onlyTensor,
} from './input';

/** Added to the variance, as in the authors' code: a channel that is the same all over becomes 0, not NaN. */
const EPSILON = 1e-5;

class InstanceNormalization extends tf.layers.Layer {
  static readonly className = 'InstanceNormalization';
  private gamma!: tf.LayerVariable; // both are set by build, which tfjs calls before the first call
  private beta!: tf.LayerVariable;

  override build(inputShape: LayerShape | LayerShape[]): void {
    const shape = onlyShape(inputShape);
    const channels = shape[shape.length - 1];
    if (shape.length < 3 || typeof channels !== 'number') {
      throw new RangeError(`expected an input [batch, ...places, channels], but got [${shape}]`);
    }
    const { ones, zeros } = tf.initializers;
    this.gamma = this.addWeight('gamma', [channels], 'float32', ones());
    this.beta = this.addWeight('beta', [channels], 'float32', zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    return onlyShape(inputShape);
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const places = x.shape.map((_, axis) => axis).slice(1, -1);
      const centred = tf.sub(x, tf.mean(x, places, true));
      const variance = tf.mean(tf.square(centred), places, true); // [batch, 1, …, channels]
      const scale = tf.mul(tf.rsqrt(tf.add(variance, EPSILON)), this.gamma.read());
      return tf.add(tf.mul(centred, scale), this.beta.read());
    });
  }
}
tf.serialization.registerClass(InstanceNormalization);

/**
 * Instance normalisation: a layer that gives each channel of each example mean β and standard deviation γ over the
 * example's places, where γ, 1 at first, and β, 0 at first, are learned. The same in training and in use, whatever else
 * is in the batch.
 *
 * 2 · channels parameters.
 *
 * @returns a layer `[batch, ...places, channels]` → the same shape, places along one axis or more
 * @see Ulyanov et al. 2017, "Improved texture networks", section 3; Zhu et al. 2017, "Unpaired image-to-image
 *   translation using cycle-consistent adversarial networks", section 4, for its use in G
 */
export function instanceNormalization(options: LayerOptions = {}): tf.layers.Layer {
  return new InstanceNormalization(layerArgs(options));
}
