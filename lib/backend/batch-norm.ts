import { tf } from './tfjs';
import { bool, execute, executeMany, float, FLOAT, text } from './execute';
import { replaceGradient, replaceKernel } from './register';

/** What this file needs of tfjs-layers' BatchNormalization. */
interface BatchNormalization {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly gamma?: Weight;
  readonly beta?: Weight;
  readonly movingMean: Weight;
  readonly movingVariance: Weight;
}
type Weight = Pick<tf.LayerVariable, 'read' | 'write'>;
type Call = (
  this: BatchNormalization,
  inputs: tf.Tensor | tf.Tensor[],
  kwargs: { training?: boolean },
) => tf.Tensor | tf.Tensor[];

interface Attributes {
  readonly epsilon: number;
}

const KERNEL = 'FusedBatchNormTraining';

/**
 * Lets `tf.layers.batchNormalization` train by TensorFlow's fused kernels: one call forward and one back.
 *
 * The layer's numbers stay the same: it normalises by the batch's mean and biased variance, and its moving averages
 * follow these two. Inference has no other numbers either, but works for volumes, and lets gradients through without gamma or
 * beta. An axis that is not the last goes the layer's own way.
 */
export function installBatchNorm(): void {
  replaceKernel<Attributes>(KERNEL, ({ inputs: { x, gamma, beta }, attrs }) =>
    normalise(x, gamma, beta, attrs),
  );
  // Mean and variance only feed the moving averages, so no gradient comes back through them.
  replaceGradient<Attributes>(KERNEL, {
    inputs: ['x', 'gamma'],
    outputs: [false, true, true],
    gradients: ([dy], [x, gamma, mean, variance], { epsilon }) => {
      const [dx, dGamma, dBeta] = tf.engine().isTapeOn()
        ? plainGradients(dy, x, gamma, epsilon)
        : nativeGradients(dy, x, gamma, mean, variance, epsilon);
      return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
    },
  });
  // The class itself is not exported; every layer of it shares this prototype.
  // The name keeps its counter of names at 0.
  const pattern = tf.layers.batchNormalization({ name: 'pattern' });
  const prototype = Object.getPrototypeOf(pattern) as { call: Call };
  prototype.call = withFusedTraining(prototype.call);
}

const attributesOf = (epsilon: number) => ({
  epsilon: float(epsilon),
  is_training: bool(true),
  data_format: text('NHWC'),
  T: FLOAT,
  U: FLOAT,
});

/** Output `[N, H, W, C]`, mean and biased variance `[C]` of a batch. */
function normalise(
  x: tf.TensorInfo,
  gamma: tf.TensorInfo,
  beta: tf.TensorInfo,
  { epsilon }: Attributes,
): tf.Tensor[] {
  return tf.tidy(() => {
    const none = tf.tensor1d([]);
    const inputs = [x, gamma, beta, none, none];
    // Outputs 1 and 2 hold the variance with Bessel's correction; 3 and 4 are for the gradient, without it.
    const [y, , , mean, variance] = executeMany(
      'FusedBatchNormV3',
      inputs,
      attributesOf(epsilon),
      6,
    );
    return [y, mean, variance];
  });
}

function nativeGradients(
  dy: tf.Tensor,
  x: tf.Tensor,
  gamma: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  epsilon: number,
): tf.Tensor[] {
  const inputs = [dy, x, gamma, mean, variance, tf.tensor1d([])];
  return executeMany('FusedBatchNormGradV3', inputs, attributesOf(epsilon), 5).slice(0, 3);
}

/** The same in differentiable steps, for a gradient that will itself be differentiated. */
function plainGradients(
  dy: tf.Tensor,
  x: tf.Tensor,
  gamma: tf.Tensor,
  epsilon: number,
): tf.Tensor[] {
  const axes = [0, 1, 2];
  const centred = tf.sub(x, tf.mean(x, axes));
  const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), axes), epsilon));
  const xHat = tf.mul(centred, scale);
  const dyXHat = tf.mul(dy, xHat);
  const residual = tf.sub(tf.sub(dy, tf.mean(dy, axes)), tf.mul(xHat, tf.mean(dyXHat, axes)));
  return [tf.mul(residual, tf.mul(scale, gamma)), tf.sum(dyXHat, axes), tf.sum(dy, axes)];
}

const withFusedTraining = (stock: Call): Call =>
  function call(inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const isLast = this.axis === -1 || this.axis === x.rank - 1;
    if (isLast && !kwargs.training) return normaliseInUse(this, x);
    if (!kwargs.training || !isLast) return stock.call(this, inputs, kwargs);
    return tf.tidy(() => {
      const channels = x.shape[x.rank - 1];
      const gamma = this.gamma?.read() ?? tf.ones([channels]);
      const beta = this.beta?.read() ?? tf.zeros([channels]);
      const [y, mean, variance] = tf
        .engine()
        .runKernel<
          tf.Tensor[]
        >(KERNEL, { x: tf.reshape(x, asImages(x.shape)), gamma, beta }, { epsilon: this.epsilon });
      follow(this.movingMean, mean, this.momentum);
      follow(this.movingVariance, variance, this.momentum);
      return tf.reshape(y, x.shape);
    });
  };

/** The shape `[N, H, W, C]` of which TensorFlow's kernels normalise: what is no image counts as images of one pixel. */
function asImages(shape: readonly number[]): [number, number, number, number] {
  const channels = shape[shape.length - 1];
  return shape.length === 4
    ? (shape as [number, number, number, number])
    : [shape.reduce((a, b) => a * b) / channels, 1, 1, channels];
}

/**
 * Normalised by the moving averages, as TensorFlow's kernel does it of images; with a gamma and
 * a beta always, since the gradient of tfjs-core throws without them.
 */
function normaliseInUse(layer: BatchNormalization, x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const channels = x.shape[x.rank - 1];
    const [gamma, beta, mean, variance] = [
      layer.gamma?.read() ?? tf.ones([channels]),
      layer.beta?.read() ?? tf.zeros([channels]),
      layer.movingMean.read(),
      layer.movingVariance.read(),
    ] as tf.Tensor1D[]; // all are `[channels]`
    const pixels = tf.reshape<tf.Rank.R4>(x, asImages(x.shape));
    return tf.reshape(tf.batchNorm4d(pixels, mean, variance, beta, gamma, layer.epsilon), x.shape);
  });
}

/** Moves a running average towards a new value: old - (old - value) (1 - momentum). */
function follow(average: Weight, value: tf.Tensor, momentum: number): void {
  const T = { T: FLOAT };
  tf.tidy(() => {
    const old = average.read();
    const difference = execute('Sub', [old, value], T);
    const change = execute('Mul', [difference, tf.scalar(1 - momentum)], T);
    average.write(execute('Sub', [old, change], T));
  });
}
