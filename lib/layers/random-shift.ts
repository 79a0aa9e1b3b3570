import { tf } from '../backend';
import { statelessIntegers } from '../backend/native';
import { requireInteger } from '../check';
import { type LayerShape, onlyShape } from './input';
import { RandomLayer, type RandomLayerOptions } from './random-layer';

/** How far to shift. */
export interface RandomShiftOptions extends RandomLayerOptions {
  /** Most pixels by which a picture is shifted along each axis, at least 0. */
  readonly shift: number;
}

/** Sets the shifts apart from others' draws of one seed; any number that no other kind has. */
const LABEL = 0x73686966;

class RandomShift extends RandomLayer {
  static readonly className = 'RandomShift';
  private readonly shift: number;

  constructor(options: RandomShiftOptions) {
    super(options, LABEL);
    this.shift = requireInteger('shift', options.shift, { min: 0 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, ...sizes] = onlyShape(inputShape);
    if (sizes.length !== 3 || sizes.includes(null)) {
      throw new RangeError(
        `expected pictures [batch, height, width, channels], but got [${inputShape}]`,
      );
    }
    super.build(inputShape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), shift: this.shift };
  }

  protected override change(x: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const [batch, height, width, channels] = x.shape;
    const drawn = tf.sub(statelessIntegers([batch, 2], key, 2 * this.shift + 1), this.shift);
    /** Where each row or column comes from, `[batch, size]`: beyond the edge it is the edge's. */
    const placesOf = (size: number, axis: number) =>
      tf.clipByValue(
        tf.add(tf.range(0, size, 1, 'int32'), tf.slice(drawn, [0, axis], [-1, 1])),
        0,
        size - 1,
      );
    const pictures = tf.mul(tf.range(0, batch, 1, 'int32'), height * width);
    const rows = tf.add(tf.reshape(pictures, [batch, 1]), tf.mul(placesOf(height, 0), width));
    const places = tf.add(tf.expandDims(rows, 2), tf.expandDims(placesOf(width, 1), 1));
    return tf.gather(tf.reshape(x, [batch * height * width, channels]), places.toInt());
  }
}
tf.serialization.registerClass(RandomShift);

/**
 * A layer that in training shifts each picture by a whole number of pixels of its own along either axis, any from −shift
 * to shift as likely, and otherwise hands its input on. Beyond an edge the edge is repeated.
 *
 * As D's first layer it moves reals and fakes alike: what G paints must look right wherever it lies, so that a pattern
 * that fools D at one place only is of no use.
 *
 * @returns a layer `[batch, height, width, channels]` → the same shape
 * @throws RangeError when the shift is no integer of at least 0
 * @see Zhao et al. 2020, "Differentiable augmentation for data-efficient GAN training", section 3.2: their translation,
 *   which has 0 beyond the edge
 */
export function randomShift(options: RandomShiftOptions): tf.layers.Layer {
  return new RandomShift(options);
}
