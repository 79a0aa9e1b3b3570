import type { tf } from '../backend';
import { requireInteger } from '../check';
import type { Vectors } from './features';
import { readProbabilities } from './probabilities';

/**
 * The MNIST score exp(E_x KL(p(y|x) ‖ p(y))): the inception score with a classifier of digits in Inception's place.
 * From 1 (every image gets the same answer) to the number of classes (each image is sure, and all classes are alike).
 *
 * It sees neither whether the images of one class differ nor whether they look real. Given the probabilities of another
 * judge of classes, it is the score by that judge.
 *
 * @param probabilities `[n, classes]` of the images' classes, rows summing to 1; stays the caller's
 * @throws RangeError when they are no probabilities
 * @see Salimans et al. 2016, "Improved techniques for training GANs", section 4, equation in the text
 */
export function mnistScore(probabilities: tf.Tensor2D): number {
  const rows = readProbabilities(probabilities);
  return scoreOf(rows, 0, rows.count);
}

/**
 * The mean of {@link mnistScore} over consecutive batches; a rest that fills no batch is left out. Lower than the score
 * of all, because a small batch never holds all classes alike:
 * 32 sure images of ten equally likely classes have 8.6 on average.
 *
 * TF-GAN's MNIST example with an Estimator reports this, by batches of 32.
 *
 * @param probabilities `[n, classes]`, n at least `batchSize`; stays the caller's
 * @throws RangeError when they are no probabilities, or fill no batch
 */
export function mnistScoreInBatches(probabilities: tf.Tensor2D, batchSize: number): number {
  requireInteger('batchSize', batchSize, { min: 1 });
  const rows = readProbabilities(probabilities);
  const numBatches = Math.floor(rows.count / batchSize);
  if (numBatches === 0) {
    throw new RangeError(`expected at least ${batchSize} rows, but got ${rows.count}`);
  }
  const scores = Array.from({ length: numBatches }, (_, i) =>
    scoreOf(rows, i * batchSize, (i + 1) * batchSize),
  );
  return scores.reduce((a, b) => a + b, 0) / numBatches;
}

/** The score of the rows from `start` to before `end`. */
function scoreOf({ width, values }: Vectors, start: number, end: number): number {
  const marginal = new Float64Array(width);
  for (let i = start * width; i < end * width; i++) marginal[i % width] += values[i];
  const count = end - start;
  let sum = 0;
  for (let i = start * width; i < end * width; i++) {
    // p ln p is 0 at p = 0; where p is above 0, so is its mean
    if (values[i] > 0) sum += values[i] * Math.log((values[i] * count) / marginal[i % width]);
  }
  return Math.exp(sum / count);
}
