import { tf } from '../backend';
import { normalOf } from '../random';
import { RandomLayer, type RandomLayerOptions } from './random-layer';

/** How much noise. */
export interface InstanceNoiseOptions extends RandomLayerOptions {
  /** Standard deviation, at least 0, in the unit of the examples. */
  readonly std: number;
}

/** Sets the noise apart from others' draws of one seed; any number that no other kind has. */
const LABEL = 0x6e6f6973;

class InstanceNoise extends RandomLayer {
  static readonly className = 'InstanceNoise';
  private readonly std: number;

  constructor(options: InstanceNoiseOptions) {
    super(options, LABEL);
    const { std } = options;
    if (!(Number.isFinite(std) && std >= 0)) {
      throw new RangeError(`expected std to be a number of at least 0, but got ${std}`);
    }
    this.std = std;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), std: this.std };
  }

  protected override change(x: tf.Tensor, key: tf.Tensor): tf.Tensor {
    return tf.add(x, tf.mul(normalOf(key, x.shape), this.std));
  }
}
tf.serialization.registerClass(InstanceNoise);

/**
 * A layer that in training adds noise from N(0, std²) to every number, and otherwise hands its input on. As the first
 * layer of D it blurs reals and fakes alike, so that the two overlap and no D tells them apart without error.
 *
 * @throws RangeError when std is below 0
 * @see Arjovsky and Bottou 2017, "Towards principled methods for training generative adversarial networks", section 3;
 *   Sønderby et al. 2017, "Amortised MAP inference for image super-resolution". Both let the noise fade during
 *   training; here it stays
 */
export function instanceNoise(options: InstanceNoiseOptions): tf.layers.Layer {
  return new InstanceNoise(options);
}
