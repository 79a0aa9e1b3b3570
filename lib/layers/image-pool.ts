import { tf } from '../backend';
import { statelessUniform } from '../backend/native';
import { requireInteger } from '../check';
import { type LayerShape, onlyShape } from './input';
import { RandomLayer, type RandomLayerOptions } from './random-layer';

/** How many to keep. */
export interface ImagePoolOptions extends RandomLayerOptions {
  /** Examples in the pool, at least as many as in a batch: 50 in the paper. */
  readonly size: number;
}

/** Sets its draws apart from others' of one seed; any number that no other kind has. */
const LABEL = 0x706f6f6c;

class ImagePool extends RandomLayer {
  static readonly className = 'ImagePool';
  private readonly size: number;
  private pool!: tf.LayerVariable; // both are set by build, which tfjs calls before the first call
  private filled!: tf.LayerVariable;

  constructor(options: ImagePoolOptions) {
    super(options, LABEL);
    this.size = requireInteger('size', options.size, { min: 1 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, ...shape] = onlyShape(inputShape);
    if (shape.some((length) => length === null)) {
      throw new RangeError(`expected examples of a known shape, but got [${inputShape}]`);
    }
    super.build(inputShape);
    const zeros = tf.initializers.zeros();
    const sizes = [this.size, ...(shape as number[])]; // none is null, as just made sure
    this.pool = this.addWeight('pool', sizes, 'float32', zeros, undefined, false);
    this.filled = this.addWeight('filled', [], 'float32', zeros, undefined, false);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), size: this.size };
  }

  protected override change(x: tf.Tensor, key: tf.Tensor): tf.Tensor {
    const { size } = this;
    const [batch, ...shape] = x.shape;
    if (batch > size) {
      throw new RangeError(
        `expected a batch of at most ${size} examples, the pool's, but got ${batch}`,
      );
    }
    const pool = tf.reshape(this.pool.read(), [size, -1]);
    const filled = this.filled.read();
    const isFull = tf.greaterEqual(filled, size);
    const draws = statelessUniform([size + batch], key);
    // The places of the largest of `size` draws are different places at random.
    const random = tf.topk(draws.slice([0], [size]), batch).indices;
    const next = tf.add(filled, tf.range(0, batch));
    const places = tf.where(isFull, random, tf.cast(tf.minimum(next, size - 1), 'int32'));
    const isSwapped = tf.logicalAnd(isFull, tf.less(draws.slice([size]), 0.5));
    const isStored = tf.logicalOr(isSwapped, tf.less(next, size));

    const rows = tf.reshape(x, [batch, -1]);
    const stored = tf.gather(pool, places);
    const chosen = tf.mul(
      tf.oneHot(places, size),
      tf.cast(tf.reshape(isStored, [batch, 1]), 'float32'),
    ); // [batch, size]
    const kept = tf.sub(1, tf.reshape(tf.sum(chosen, 0), [size, 1]));
    const after = tf.add(tf.mul(pool, kept), tf.matMul(chosen, rows, true));
    this.pool.write(tf.reshape(after, [size, ...shape]));
    this.filled.write(tf.minimum(tf.add(filled, batch), size));
    return tf.reshape(tf.where(tf.reshape(isSwapped, [batch, 1]), stored, rows), x.shape);
  }
}
tf.serialization.registerClass(ImagePool);

/**
 * A pool of the fakes that a generator has made of late: a layer that in training gives for each example either itself
 * or, half of the time once the pool is full, one from the pool, whose place it takes. Otherwise it hands its input on.
 *
 * Between G and D it shows D older fakes too, so that G cannot win by going round in circles. The examples of a batch
 * take different places. The pool is a weight that no optimizer moves: it lives on in a compiled step and is saved with
 * its network, which may have no other layer.
 *
 * @returns a layer `[batch, ...shape]` → the same shape, that throws a RangeError on a batch larger than the pool
 * @throws RangeError when the size is no integer above 0
 * @see Shrivastava et al. 2017, "Learning from simulated and unsupervised images through adversarial training", section
 *   2.3; Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks", section 4,
 *   whose rule it is
 */
export function imagePool(options: ImagePoolOptions): tf.layers.Layer {
  return new ImagePool(options);
}
