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

/** How much to add. */
export interface ReflectionPaddingOptions extends LayerOptions {
  /** Places at each side, at least 1, and fewer than the input has. */
  readonly padding: number;
}

class ReflectionPadding extends tf.layers.Layer {
  static readonly className = 'ReflectionPadding';
  private readonly padding: number;

  constructor(options: ReflectionPaddingOptions) {
    super(layerArgs(options));
    this.padding = requireInteger('padding', options.padding, { min: 1 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const shape = onlyShape(inputShape);
    const isShort = shape.slice(1, -1).some((size) => size !== null && size <= this.padding);
    if ((shape.length !== 3 && shape.length !== 4) || isShort) {
      throw new RangeError(
        `expected rows [batch, length, channels] or images [batch, height, width, channels] of more than ` +
          `${this.padding} places, but got [${shape}]`,
      );
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, ...rest] = onlyShape(inputShape);
    const places = rest
      .slice(0, -1)
      .map((size) => (size === null ? null : size + 2 * this.padding));
    return [batch, ...places, rest[rest.length - 1]];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs);
      const both: [number, number] = [this.padding, this.padding];
      const places = x.shape.slice(1, -1).map(() => both);
      return tf.mirrorPad(x, [[0, 0], ...places, [0, 0]], 'reflect');
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), padding: this.padding };
  }
}
tf.serialization.registerClass(ReflectionPadding);

/**
 * A layer that continues rows or images beyond their border as in a mirror, the border itself not repeated: of `a b c`
 * and 2 places it makes `c b a b c b a`. A convolution with padding `valid` after it sees no zeros, so that no frame
 * appears in what it makes.
 *
 * @returns a layer `[batch, l, c]` → `[batch, l + 2·padding, c]` and `[batch, h, w, c]` → `[batch, h + 2·padding, w +
 *   2·padding, c]`
 * @throws RangeError when `padding` is no integer above 0
 * @see Johnson et al. 2016, "Perceptual losses for real-time style transfer and super-resolution", supplement, section
 *   1; Zhu et al. 2017, "Unpaired image-to-image translation using cycle-consistent adversarial networks", appendix 7.2
 */
export function reflectionPadding(options: ReflectionPaddingOptions): tf.layers.Layer {
  return new ReflectionPadding(options);
}
