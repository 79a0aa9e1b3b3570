import { tf } from '../backend';
import { statelessIntegers } from '../backend/native';
import { requireInteger } from '../check';
import { type LayerShape, onlyShape } from './input';
import { RandomLayer, type RandomLayerOptions } from './random-layer';

/** How far to shift. */
export interface PhaseShuffleOptions extends RandomLayerOptions {
  /** Most places by which an example is shifted, at least 0: 2 in the paper's best model. */
  readonly shift: number;
}

/** Sets the shifts apart from others' draws of one seed; any number that no other kind has. */
const LABEL = 0x70686173;

class PhaseShuffle extends RandomLayer {
  static readonly className = 'PhaseShuffle';
  private readonly shift: number;

  constructor(options: PhaseShuffleOptions) {
    super(options, LABEL);
    this.shift = requireInteger('shift', options.shift, { min: 0 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, length, channels, ...rest] = onlyShape(inputShape);
    if (typeof length !== 'number' || typeof channels !== 'number' || rest.length > 0) {
      throw new RangeError(`expected an input [batch, length, channels], but got [${inputShape}]`);
    }
    if (length <= this.shift) {
      throw new RangeError(`expected a length above the shift of ${this.shift}, but got ${length}`);
    }
    super.build(inputShape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), shift: this.shift };
  }

  protected override change(x: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const [batch, length, channels] = x.shape;
    const shifts = tf.sub(statelessIntegers([batch, 1], key, 2 * this.shift + 1), this.shift);
    const places = tf.add(tf.range(0, length, 1, 'int32'), shifts); // [batch, length]
    // Mirrored at the first and at the last: −1 is 1, length is length − 2.
    const last = length - 1;
    const reflected = tf.sub(last, tf.abs(tf.sub(last, tf.abs(places))));
    const starts = tf.mul(tf.reshape(tf.range(0, batch, 1, 'int32'), [batch, 1]), length);
    const rows = tf.reshape(x, [batch * length, channels]);
    return tf.gather(rows, tf.add(reflected, starts).toInt());
  }
}
tf.serialization.registerClass(PhaseShuffle);

/**
 * Phase shuffle: a layer that in training shifts each example `[length, channels]` by a whole number of places of its
 * own, any from −shift to shift as likely, and otherwise hands its input on. Where an example ends, it goes back as in
 * a mirror.
 *
 * A generator of transposed convolutions of stride 4 makes sounds with a phase that gives them away. Between D's layers
 * this hides it, so that D must judge the rest.
 *
 * @returns a layer `[batch, length, channels]` → the same shape, that throws a RangeError on a length of `shift` or
 *   below
 * @throws RangeError when the shift is no integer of at least 0
 * @see Donahue et al. 2019, "Adversarial audio synthesis", section 3.3; their code draws one shift for a whole batch
 */
export function phaseShuffle(options: PhaseShuffleOptions): tf.layers.Layer {
  return new PhaseShuffle(options);
}
