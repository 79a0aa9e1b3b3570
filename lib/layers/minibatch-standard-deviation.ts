import { tf } from '../backend';
import { requireInteger } from '../check';
import {
  type LayerInput,
  type LayerOptions,
  type LayerShape,
  layerArgs,
  onlyShape,
  onlyTensor,
} from './input';

/** How to group the batch. */
export interface MinibatchStandardDeviationOptions extends LayerOptions {
  /** Neighbours of the batch that are compared with each other. Default: the whole batch, as in the paper's text. */
  readonly groupSize?: number;
}

/** Of the authors' code: the root has an infinite slope at 0. */
const NO_ZERO = 1e-8;

class MinibatchStandardDeviation extends tf.layers.Layer {
  static readonly className = 'MinibatchStandardDeviation';
  private readonly groupSize?: number;

  constructor(options: MinibatchStandardDeviationOptions) {
    super(layerArgs(options));
    const { groupSize } = options;
    if (groupSize !== undefined)
      this.groupSize = requireInteger('groupSize', groupSize, { min: 1 });
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const shape = onlyShape(inputShape);
    const last = shape[shape.length - 1];
    return [...shape.slice(0, -1), last === null ? null : last + 1];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const [batch, ...shape] = x.shape;
      const size = this.sizeFor(batch);
      const groups = tf.reshape(x, [batch / size, size, x.size / batch]);
      const centred = tf.sub(groups, tf.mean(groups, 1, true));
      const variances = tf.mean(tf.square(centred), 1, true); // [groups, 1, features]
      const means = tf.mean(tf.sqrt(tf.add(variances, NO_ZERO)), 2, true); // [groups, 1, 1]
      const perExample = tf.reshape(tf.tile(means, [1, size, 1]), [batch, ...shape.map(() => 1)]);
      const feature = tf.mul(perExample, tf.ones([1, ...shape.slice(0, -1), 1]));
      return tf.concat([x, feature], x.rank - 1);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { groupSize } = this;
    return { ...super.getConfig(), ...(groupSize === undefined ? {} : { groupSize }) };
  }

  private sizeFor(batch: number): number {
    const { groupSize = batch } = this;
    if (batch % groupSize === 0) return groupSize;
    throw new RangeError(`expected a batch divisible by ${groupSize}, but got ${batch} examples`);
  }
}
tf.serialization.registerClass(MinibatchStandardDeviation);

/**
 * A layer that tells D how much the examples of a batch differ: it appends one feature (`[batch, n]` →
 * `[batch, n + 1]`) or channel (`[batch, h, w, c]` → `[batch, h, w, c + 1]`) with the standard deviation of each
 * feature at each place over the batch, averaged over features and places. One number for a whole group; 10⁻⁴, not 0,
 * where all its examples are the same.
 *
 * Meant for the end of D, where features are few. In use it depends on what else is in the batch, as in training.
 *
 * @returns a layer that throws a RangeError on a batch that `groupSize` does not divide
 * @throws RangeError when `groupSize` is no integer above 0
 * @see Karras et al. 2018, "Progressive growing of GANs for improved quality, stability, and variation", section 3
 */
export function minibatchStandardDeviation(
  options: MinibatchStandardDeviationOptions = {},
): tf.layers.Layer {
  return new MinibatchStandardDeviation(options);
}
