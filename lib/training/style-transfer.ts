import { tf } from '../backend';
import { compileStep } from '../backend/compiled-step';
import { Optimizer } from '../backend/optimizer';
import { requireInteger, requirePositive } from '../check';
import { stepsAlong } from '../metrics/sharpness';
import { descend } from './descend';

/**
 * Gram matrices of features, the products of each two channels, as a mean over places: G = FᵀF / (h·w). They know which
 * features go together, and not where.
 *
 * @param features `[n, h, w, channels]`; stay the caller's
 * @returns `[n, channels, channels]`; the caller disposes
 * @see Gatys et al. 2016, "Image style transfer using convolutional neural networks", equation 3
 */
export function gramMatrices(features: tf.Tensor4D): tf.Tensor3D {
  return tf.tidy(() => {
    const [n, height, width, channels] = features.shape;
    const places = tf.reshape<tf.Rank.R3>(features, [n, height * width, channels]);
    return tf.div(tf.matMul(places, places, true), height * width);
  });
}

/** How a picture is repainted. */
export interface StyleTransferOptions {
  /** Pictures `[n, height, width, channels]` → features of several layers, each `[n, h, w, c]`, the shallow first. */
  readonly featuresOf: (pictures: tf.Tensor4D) => readonly tf.Tensor4D[];
  /** Weight of the style beside the content. */
  readonly styleWeight: number;
  /** Weight of the mean square of differences of neighbours, beside that of the style. Default 0. */
  readonly smoothWeight?: number;
  /** Steps of Adam. Default 200. */
  readonly steps?: number;
  /** Its rate, in units of the pictures' range; it falls in a straight line to 0. Default 0.02. */
  readonly learningRate?: number;
}

/**
 * Neural style transfer, which has no generator and no discriminator: the pixels of pictures are what Adam moves, until
 * the deepest of the features are near those of the content, and the Gram matrices of all of them near those of the
 * style. L = ‖F − F_content‖² + w · Σ ‖G − G_style‖² + s · ‖∇x‖², each as a mean over its numbers, relative to what it is
 * for the style or content itself; the last, the differences of neighbours, keeps off noise that pleases the features.
 *
 * @param content `[n, height, width, channels]` in 0..1, at which it begins; stays the caller's
 * @param style `[m, …]` of the same size, whose Gram matrices are averaged; stays the caller's
 * @returns `[n, height, width, channels]` in 0..1; the caller disposes
 * @throws RangeError when a number is out of range
 * @see Gatys et al. 2016, section 2, equations 1 to 7; features are of whatever network is given, where the paper has
 *   VGG-19; Johnson et al. 2016, "Perceptual losses for real-time style transfer and super-resolution", section 3.2, for
 *   smoothness
 */
export function transferStyle(
  content: tf.Tensor4D,
  style: tf.Tensor4D,
  {
    featuresOf,
    styleWeight,
    smoothWeight = 0,
    steps = 200,
    learningRate = 0.02,
  }: StyleTransferOptions,
): tf.Tensor4D {
  requirePositive('styleWeight', styleWeight);
  requirePositive('learningRate', learningRate);
  requireInteger('steps', steps, { min: 1 });
  const pictures = tf.variable(content);
  const [wanted, roughness, ...grams] = tf.tidy(() => [
    deepest(featuresOf(content)).clone(), // it may be the content itself
    roughnessOf(style),
    ...featuresOf(style).map((features) => tf.mean(gramMatrices(features), 0, true)),
  ]);
  const optimizer = new Optimizer([pictures]);
  const loss = () => {
    const features = featuresOf(pictures as tf.Tensor4D); // of the content's shape
    const kept = relativeError(deepest(features), wanted);
    const styles = features.map((each, i) => relativeError(gramMatrices(each), grams[i]));
    const rough = tf.div(roughnessOf(pictures as tf.Tensor4D), roughness);
    const look = tf.add(tf.mul(styleWeight, tf.addN(styles)), tf.mul(smoothWeight, rough));
    return tf.add<tf.Scalar>(kept, look);
  };
  const settings = { learningRate, decaySteps: steps };
  const runner = compileStep(() => {
    const value = descend(optimizer, settings, loss);
    pictures.assign(tf.clipByValue(pictures, 0, 1));
    return [value];
  }, []);
  try {
    for (let step = 0; step < steps; step++) tf.dispose([...runner.run([])]);
    runner.pull();
    return pictures.clone() as tf.Tensor4D;
  } finally {
    runner.dispose();
    optimizer.dispose();
    tf.dispose([pictures, wanted, roughness, ...grams]);
  }
}

/** The mean square of differences of neighbours, down and across. */
const roughnessOf = (pictures: tf.Tensor4D): tf.Tensor =>
  tf.addN([1, 2].map((axis) => tf.mean(tf.square(stepsAlong(pictures, axis)))));

const deepest = (features: readonly tf.Tensor4D[]) => features[features.length - 1];

/** The mean squared difference as a share of the mean square of what is wanted. */
const relativeError = (found: tf.Tensor, wanted: tf.Tensor): tf.Scalar =>
  tf.div(tf.mean(tf.squaredDifference(found, wanted)), tf.mean(tf.square(wanted)));
