import { tf } from '../backend';
import { statelessUniform } from '../backend/native';
import { RandomLayer, type RandomLayerOptions } from './random-layer';

/** How to drop. */
export interface DropoutOptions extends RandomLayerOptions {
  /** Share of the numbers that become 0, in [0, 1). */
  readonly rate: number;
}

/** Sets dropout's draws apart from others of one seed; any number that no other kind has. */
const LABEL = 0x64726f70;

class SeededDropout extends RandomLayer {
  static readonly className = 'SeededDropout';
  private readonly rate: number;

  constructor(options: DropoutOptions) {
    super(options, LABEL);
    const { rate } = options;
    if (!(rate >= 0 && rate < 1)) {
      throw new RangeError(`expected rate from 0 to below 1, but got ${rate}`);
    }
    this.rate = rate;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }

  protected override change(x: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const isKept = tf.greaterEqual(statelessUniform(x.shape, key), this.rate);
    return tf.mul(x, tf.mul(tf.cast(isKept, 'float32'), 1 / (1 - this.rate)));
  }
}
tf.serialization.registerClass(SeededDropout);

/**
 * A layer that in training sets each number to 0 with probability `rate`, and divides the others by 1 − rate, so that
 * the mean stays. Otherwise it hands its input on.
 *
 * The same as `tf.layers.dropout`, but with numbers that a compiled step can draw and a checkpoint goes on with.
 *
 * @throws RangeError when the rate is outside [0, 1)
 * @see Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting", section 4; scaled
 *   in training rather than in use (section 10)
 */
export function dropout(options: DropoutOptions): tf.layers.Layer {
  return new SeededDropout(options);
}
