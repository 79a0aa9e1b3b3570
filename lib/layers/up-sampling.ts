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

/** How to make larger. */
export interface UpSamplingOptions extends LayerOptions {
  /** How many times longer each axis becomes, at least 2. */
  readonly factor: number;
  /** `nearest` repeats each number; `bilinear` draws straight lines between the middles of neighbours. */
  readonly method: 'nearest' | 'bilinear';
}

class UpSampling extends tf.layers.Layer {
  static readonly className = 'UpSampling';
  private readonly factor: number;
  private readonly method: UpSamplingOptions['method'];

  constructor(options: UpSamplingOptions) {
    super(layerArgs(options));
    this.factor = requireInteger('factor', options.factor, { min: 2 });
    this.method = options.method;
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const { length } = onlyShape(inputShape);
    if (length !== 3 && length !== 4) {
      throw new RangeError(
        `expected rows [batch, length, channels] or images [batch, height, width, channels], but got [${inputShape}]`,
      );
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, ...rest] = onlyShape(inputShape);
    const places = rest.slice(0, -1).map((size) => (size === null ? null : size * this.factor));
    return [batch, ...places, rest[rest.length - 1]];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const { factor } = this;
      const [batch, ...rest] = x.shape;
      // A row is an image of height 1, which stays so.
      const [height, width, channels] = x.rank === 3 ? [1, ...rest] : rest;
      const images = tf.reshape<tf.Rank.R4>(x, [batch, height, width, channels]);
      const size: [number, number] = [x.rank === 3 ? 1 : height * factor, width * factor];
      const larger =
        this.method === 'nearest'
          ? tf.image.resizeNearestNeighbor(images, size, false, true)
          : tf.image.resizeBilinear(images, size, false, true);
      return tf.reshape(larger, this.computeOutputShape(x.shape) as number[]); // no null: a tensor's shape has none
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), factor: this.factor, method: this.method };
  }
}
tf.serialization.registerClass(UpSampling);

/**
 * A layer that makes rows or images larger by repeating or by interpolating, without weights. A convolution after it is
 * the other way up beside a transposed one, and shows no chequerboard, since all its places are reached alike.
 *
 * `tf.layers.upSampling2d` does the same, but its `bilinear` moves the image by half a pixel, and it takes no rows.
 *
 * @returns a layer `[batch, l, c]` → `[batch, l·factor, c]` and `[batch, h, w, c]` → `[batch, h·factor, w·factor, c]`
 * @throws RangeError when `factor` is no integer above 1
 * @see Odena et al. 2016, "Deconvolution and checkerboard artifacts"
 */
export function upSampling(options: UpSamplingOptions): tf.layers.Layer {
  return new UpSampling(options);
}
