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

/** Which numbers of z. */
export interface LatentPartOptions extends LayerOptions {
  /** Place of the first one. */
  readonly start: number;
  /** How many. */
  readonly size: number;
}

class LatentPart extends tf.layers.Layer {
  static readonly className = 'LatentPart';
  private readonly start: number;
  private readonly size: number;

  constructor(options: LatentPartOptions) {
    super(layerArgs(options));
    this.start = requireInteger('start', options.start, { min: 0 });
    this.size = requireInteger('size', options.size, { min: 1 });
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, length, ...rest] = onlyShape(inputShape);
    const end = this.start + this.size;
    if (rest.length > 0 || length === null || length === undefined || length < end) {
      throw new RangeError(
        `expected vectors [batch, at least ${end}], but got [${onlyShape(inputShape)}]`,
      );
    }
    return [batch, this.size];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.slice(onlyTensor(inputs), [0, this.start], [-1, this.size]);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), start: this.start, size: this.size };
  }
}
tf.serialization.registerClass(LatentPart);

/**
 * A layer that gives some of the numbers of each vector: `[batch, length]` → `[batch, size]`.
 *
 * @throws RangeError when start or size is no such integer, or the vectors are too short
 */
export function latentPart(options: LatentPartOptions): tf.layers.Layer {
  return new LatentPart(options);
}
