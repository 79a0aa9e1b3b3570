import { tf } from '../backend';
import { requireInteger } from '../check';
import { type LayerShape, onlyShape } from './input';
import { SpectralLayer, type SpectralLayerOptions } from './spectral-layer';

/** A dense layer's size. */
export interface SpectralDenseOptions extends SpectralLayerOptions {
  /** Numbers that come out. */
  readonly units: number;
}

class SpectralDense extends SpectralLayer {
  static readonly className = 'SpectralDense';
  private readonly units: number;

  constructor(options: SpectralDenseOptions) {
    super(options);
    this.units = requireInteger('units', options.units, { min: 1 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, numInputs, ...rest] = onlyShape(inputShape);
    if (typeof numInputs !== 'number' || rest.length > 0) {
      throw new RangeError(`expected an input [batch, numbers], but got [${inputShape}]`);
    }
    this.buildWeights([numInputs, this.units]);
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    return [onlyShape(inputShape)[0], this.units];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), units: this.units };
  }

  protected override product(x: tf.Tensor, kernel: tf.Tensor): tf.Tensor {
    return tf.matMul(x, kernel);
  }
}
tf.serialization.registerClass(SpectralDense);

/**
 * A dense layer whose kernel is divided by its largest singular value: `[batch, n]` → `[batch, units]`, with a
 * Lipschitz constant of about 1. Follow it by activations of slope at most 1, and D's is at most about 1 too.
 *
 * Each call in training improves the estimate by one step of power iteration; other calls use it as it stands.
 *
 * @see Miyato et al. 2018, "Spectral normalization for generative adversarial networks", algorithm 1
 */
export function spectralDense(options: SpectralDenseOptions): tf.layers.Layer {
  return new SpectralDense(options);
}
