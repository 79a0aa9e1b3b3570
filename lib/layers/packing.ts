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

/** How many to pack. */
export interface PackingOptions extends LayerOptions {
  /** Examples in a pack: 1 for none, 2 to 4 in the paper. */
  readonly size: number;
}

class Packing extends tf.layers.Layer {
  static readonly className = 'Packing';
  private readonly size: number;

  constructor(options: PackingOptions) {
    super(layerArgs(options));
    this.size = requireInteger('size', options.size, { min: 1 });
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, ...shape] = onlyShape(inputShape);
    const last = shape[shape.length - 1];
    return [
      batch === null ? null : this.numPacks(batch),
      ...shape.slice(0, -1),
      last === null ? null : last * this.size,
    ];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const [batch, ...shape] = x.shape;
      const packs = tf.reshape(x, [this.numPacks(batch), this.size, ...shape]);
      // Puts the axis of the pack's examples before the last.
      const axes = [0, ...shape.slice(0, -1).map((_, i) => i + 2), 1, shape.length + 1];
      const joined = shape.length === 1 ? packs : tf.transpose(packs, axes);
      return tf.reshape(joined, this.computeOutputShape(x.shape) as number[]); // no null: a tensor's shape has none
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), size: this.size };
  }

  private numPacks(batch: number): number {
    if (batch % this.size === 0) return batch / this.size;
    throw new RangeError(`expected a batch divisible by ${this.size}, but got ${batch} examples`);
  }
}
tf.serialization.registerClass(Packing);

/**
 * PacGAN's packing, the first layer of a D that judges several examples at once: `[batch, ...shape]` →
 * `[batch/size, ...]`, with `size` neighbours of the batch side by side on the last axis. Points `[b, 2]` become
 * `[b/size, 2·size]`, images `[b, h, w, c]` become `[b/size, h, w, c·size]`; D then gives a logit a pack.
 *
 * A G that has lost modes makes packs that are too much alike, which D sees.
 * A batch in random order is packed at random.
 *
 * @returns a layer that throws a RangeError on a batch that `size` does not divide
 * @see Lin et al. 2018, "PacGAN: the power of two samples in generative adversarial networks", section 3
 */
export function packing(options: PackingOptions): tf.layers.Layer {
  return new Packing(options);
}
