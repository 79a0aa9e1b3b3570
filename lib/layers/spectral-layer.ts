import { tf } from '../backend';
import { stopGradient } from '../backend/native';
import { requireInteger } from '../check';
import { Random } from '../random';
import { type LayerInput, type LayerOptions, layerArgs, onlyTensor } from './input';

/** What a spectrally normalised layer is given besides its sizes. */
export interface SpectralLayerOptions extends LayerOptions {
  /**
   * Draws the kernel (Glorot's uniform distribution, as `glorotUniform({ seed })` does for other layers) and u. Integer from 0 to
   * 2³¹ − 1.
   */
  readonly seed: number;
  /** Whether there is a bias, 0 at first. Default true. */
  readonly useBias?: boolean;
}

/** Instead of a norm or σ below: a kernel of zeros gives zeros, not NaN. */
const TINY = 1e-12;

/**
 * A layer with a kernel W, used as W/σ: σ is an estimate of W's largest singular value, by one step of power iteration at each
 * call in training. The vector u of the iteration is a weight that no optimizer moves, float32 `[outputs, 1]`.
 *
 * W is seen as a matrix `[inputs, outputs]`, the last axis being the outputs.
 */
export abstract class SpectralLayer extends tf.layers.Layer {
  protected readonly useBias: boolean;
  private readonly seed: number;
  private kernel!: tf.LayerVariable; // these three are set by buildWeights
  private u!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: SpectralLayerOptions) {
    super(layerArgs(options));
    this.seed = requireInteger('seed', options.seed, { min: 0, max: 2 ** 31 - 1 });
    this.useBias = options.useBias ?? true;
  }

  override call(inputs: LayerInput, { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const product = this.product(onlyTensor(inputs), this.normalisedKernel(training === true));
      return this.bias ? tf.add(product, this.bias.read()) : product;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), seed: this.seed, useBias: this.useBias };
  }

  /** What the layer does with its kernel, before the bias. */
  protected abstract product(x: tf.Tensor, kernel: tf.Tensor): tf.Tensor;

  protected buildWeights(kernelShape: number[]): void {
    const { glorotUniform, randomNormal, zeros } = tf.initializers;
    const outputs = kernelShape[kernelShape.length - 1];
    const uSeed = new Random(this.seed).fork(1).state.seed;
    this.kernel = this.addWeight(
      'kernel',
      kernelShape,
      'float32',
      glorotUniform({ seed: this.seed }),
    );
    if (this.useBias) this.bias = this.addWeight('bias', [outputs], 'float32', zeros());
    const start = randomNormal({ mean: 0, stddev: 1, seed: uSeed });
    this.u = this.addWeight('u', [outputs, 1], 'float32', start, undefined, false);
    this.built = true;
  }

  /** W/σ with σ = vᵀWu, where u and v stand still for the gradient: dσ/dW = vuᵀ. */
  private normalisedKernel(isTraining: boolean): tf.Tensor {
    const kernel = this.kernel.read();
    const { shape } = kernel;
    const matrix = tf.reshape(kernel, [-1, shape[shape.length - 1]]) as tf.Tensor2D; // of two axes, as said
    const before = this.u.read() as tf.Tensor2D; // as in buildWeights
    const v = stopGradient(normalise(tf.matMul(matrix, before)));
    const u = stopGradient(normalise(isTraining ? tf.matMul(matrix, v, true) : before));
    if (isTraining) this.u.write(u);
    const sigma = tf.sum(tf.mul(v, tf.matMul(matrix, u)));
    return tf.div(kernel, tf.maximum(sigma, TINY));
  }
}

const normalise = (vector: tf.Tensor2D): tf.Tensor2D =>
  tf.div(vector, tf.maximum(tf.sqrt(tf.sum(tf.square(vector))), TINY));
