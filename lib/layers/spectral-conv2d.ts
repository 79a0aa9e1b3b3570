import { tf } from '../backend';
import { requireInteger } from '../check';
import { type LayerShape, onlyShape } from './input';
import { SpectralLayer, type SpectralLayerOptions } from './spectral-layer';

/** A convolution's sizes. */
export interface SpectralConv2dOptions extends SpectralLayerOptions {
  /** Channels that come out. */
  readonly filters: number;
  /** Height and width of a filter. */
  readonly kernelSize: number;
  /** Pixels from one place of the filter to the next. Default 1. */
  readonly strides?: number;
  /**
   * `same`: zeros around the image, so that each stride gives a pixel. `valid`: none. Default `valid`,
   * as in `tf.layers.conv2d`.
   */
  readonly padding?: 'same' | 'valid';
}

class SpectralConv2d extends SpectralLayer {
  static readonly className = 'SpectralConv2d';
  private readonly filters: number;
  private readonly kernelSize: number;
  private readonly strides: number;
  private readonly padding: 'same' | 'valid';

  constructor(options: SpectralConv2dOptions) {
    super(options);
    const { filters, kernelSize, strides = 1, padding = 'valid' } = options;
    this.filters = requireInteger('filters', filters, { min: 1 });
    this.kernelSize = requireInteger('kernelSize', kernelSize, { min: 1 });
    this.strides = requireInteger('strides', strides, { min: 1 });
    this.padding = padding;
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, , , channels, ...rest] = onlyShape(inputShape);
    if (typeof channels !== 'number' || rest.length > 0) {
      throw new RangeError(
        `expected an input [batch, height, width, channels], but got [${inputShape}]`,
      );
    }
    this.buildWeights([this.kernelSize, this.kernelSize, channels, this.filters]);
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, ...size] = onlyShape(inputShape).slice(0, 3);
    const lost = this.padding === 'same' ? 0 : this.kernelSize - 1;
    const across = size.map((n) => (n === null ? null : Math.ceil((n - lost) / this.strides)));
    return [batch, ...across, this.filters];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, padding } = this;
    return { ...super.getConfig(), filters, kernelSize, strides, padding };
  }

  protected override product(x: tf.Tensor, kernel: tf.Tensor): tf.Tensor {
    // build has made sure of both ranks.
    return tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, this.strides, this.padding);
  }
}
tf.serialization.registerClass(SpectralConv2d);

/**
 * A convolution whose kernel is divided by its largest singular value, the kernel seen as a matrix
 * `[height · width · channels, filters]`: images `[batch, h, w, c]` → `[batch, h′, w′, filters]`.
 *
 * That matrix maps one patch of the image to its pixel. The layer as a whole can stretch more, since patches overlap:
 * by up to the kernel's size over the stride, rounded up, so 3 for filters of 3×3.
 *
 * Each call in training improves the estimate by one step of power iteration; other calls use it as it stands.
 *
 * @see Miyato et al. 2018, "Spectral normalization for generative adversarial networks", algorithm 1 and section 2.1
 */
export function spectralConv2d(options: SpectralConv2dOptions): tf.layers.Layer {
  return new SpectralConv2d(options);
}
