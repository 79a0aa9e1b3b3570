import { tf } from '../backend';
import { compileStep } from '../backend/compiled-step';
import { Optimizer } from '../backend/optimizer';
import { requireInteger, requirePositive } from '../check';
import { applyInUse } from '../models/gan';
import { Random } from '../random';
import { descend } from '../training/descend';

/** How latent vectors are looked for. */
export interface InversionOptions {
  /** Vectors drawn from N(0, I) at which the search for each picture begins; the best end counts. Default 4. */
  readonly starts?: number;
  /** Steps of Adam. Default 300. */
  readonly steps?: number;
  /** Its rate at first; it falls in a straight line to 0. Default 0.1. */
  readonly learningRate?: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** What was found. */
export interface Inversion {
  /** `[n, latentDim]`; the caller disposes. */
  readonly z: tf.Tensor2D;
  /** G(z), `[n, ...]`; the caller disposes. */
  readonly images: tf.Tensor4D;
  /** Mean squared error of each. */
  readonly errors: Float32Array;
  /** The same of the first start alone. */
  readonly firstErrors: Float32Array;
}

/** Weight of the squared length by which ‖z‖ is above √latentDim, where few vectors of N(0, I) lie. */
const NORM_WEIGHT = 2e-4;

/**
 * Finds latent vectors whose pictures are most like given ones, by Adam on z: argmin ‖G(z) − x‖² / size + w · max(0, ‖z‖
 * − √latentDim)². G stays as it is.
 *
 * A small error says that G can paint the picture, not that it has understood it: see what it does to pictures of
 * another kind.
 *
 * @param images `[n, height, width, channels]` in the generator's range; stay the caller's
 * @throws RangeError when a number is out of range
 * @see Abdal et al. 2019, "Image2StyleGAN: how to embed images into the StyleGAN latent space?", section 4; Lipton and
 *   Tripathi 2017, "Precise recovery of latent vectors from generative adversarial networks", section 2
 */
export function invert(
  generator: tf.LayersModel,
  images: tf.Tensor4D,
  { starts = 4, steps = 300, learningRate = 0.1, seed }: InversionOptions,
): Inversion {
  requireInteger('starts', starts, { min: 1 });
  requireInteger('steps', steps, { min: 1 });
  requirePositive('learningRate', learningRate);
  const latentDim = generator.inputs[0].shape[1]!; // of a generator z has a known length
  const count = images.shape[0];
  const numVectors = starts * count;
  const drawn = new Random(seed).normal<tf.Rank.R2>([numVectors, latentDim]);
  const z = tf.variable(drawn); // start by start
  const optimizer = new Optimizer([z]);
  const errorsOf = (targets: tf.Tensor) =>
    tf.mean<tf.Tensor1D>(tf.squaredDifference(applyInUse(generator, z), targets), [1, 2, 3]);
  const loss = (targets: tf.Tensor) => {
    const beyond = tf.relu(tf.sub(tf.norm(z, 2, 1), Math.sqrt(latentDim)));
    const terms = tf.add(errorsOf(targets), tf.mul(NORM_WEIGHT, tf.square(beyond)));
    return tf.sum<tf.Scalar>(terms); // of each its own, so that they do not disturb each other
  };
  const settings = { learningRate, decaySteps: steps };
  const targets = tf.tidy(() => tf.tile(images, [starts, 1, 1, 1]));
  const runner = compileStep((x) => [descend(optimizer, settings, () => loss(x))], [targets]);
  try {
    for (let step = 0; step < steps; step++) tf.dispose([...runner.run([targets])]);
    runner.pull();
    const errors = tf.tidy(() => errorsOf(targets).dataSync<'float32'>());
    const places = Array.from({ length: count }, (_, i) =>
      Array.from({ length: starts }, (_unused, start) => start * count + i).reduce((a, b) =>
        errors[b] < errors[a] ? b : a,
      ),
    );
    const found = tf.tidy(() => tf.gather(z, tf.tensor1d(places, 'int32')));
    return {
      z: found,
      images: applyInUse(generator, found) as tf.Tensor4D, // pictures, as its targets are
      errors: Float32Array.from(places, (place) => errors[place]),
      firstErrors: errors.slice(0, count),
    };
  } finally {
    runner.dispose();
    optimizer.dispose();
    tf.dispose([z, drawn, targets]);
  }
}
