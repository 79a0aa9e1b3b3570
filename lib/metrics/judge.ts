import { tf } from '../backend';
import { type ClassShares, classShares } from './class-shares';
import type { Impressions, Judge, Verdicts } from '../judges/judge';
import { type FeatureMoments, frechetOfMoments, momentsOf } from './frechet';
import {
  type Manifold,
  type PrecisionRecall,
  manifoldOf,
  precisionRecallOf,
} from './precision-recall';
import { mnistScore, mnistScoreInBatches } from './score';

/** What generated examples are compared with. */
export interface ImageReference<Answer extends string = 'probabilities'> {
  /** Stays the caller's. */
  readonly classifier: Judge<Answer>;
  /** Of the real examples' features. */
  readonly moments: FeatureMoments;
  readonly manifold: Manifold;
}

/** What any judge tells of a set of examples. */
export interface FeatureReport extends PrecisionRecall {
  /** The Fréchet distance to the real examples, the lower the better. */
  readonly frechet: number;
}

/** What a judge of classes tells besides. */
export interface ImageReport extends FeatureReport {
  /**
   * The inception score of all examples with the judge in Inception's place, from 1 to the number of classes, the
   * higher the better.
   */
  readonly score: number;
  /** The mean of the scores of batches of 32, as TF-GAN's example has it. */
  readonly scoreInBatches: number;
  /** How the examples spread over the classes. */
  readonly classes: ClassShares;
  /** The mean probability of the examples' most probable classes, from 1 / the number of classes to 1. */
  readonly meanTopProbability: number;
}

/** TF-GAN's. */
const SCORE_BATCH = 32;

/**
 * What is needed of the real examples to judge others by, computed once; holds no tensor.
 *
 * @param classifier any judge; lives as long as the reference
 * @param images real examples of the judge's shape and range, at least 128, twice the number of features; best held-out
 *   ones. Of MNIST's test images the first and second half are by different writers: take all
 * @throws RangeError when they are too few or not fit for the judge
 */
export function referenceOf<Answer extends string>(
  classifier: Judge<Answer>,
  images: tf.Tensor,
): ImageReference<Answer> {
  return withVerdicts(classifier, images, ({ features }) => ({
    classifier,
    moments: momentsOf(features),
    manifold: manifoldOf(features),
  }));
}

/**
 * Judges generated examples, such as images, by all metrics at once: 10,000 digits against a reference of 10,000 in
 * under 2 s on two cores. What needs classes is told by a judge whose answer is called `probabilities`; any other tells
 * only what its features show.
 *
 * As many real training examples in the place of the generated ones give the mark that a good generator can reach.
 *
 * @param images of the judge's shape and range, at least 128; best as many as the reference has, since Fréchet
 *   distance, precision and recall depend on the number; stay the caller's
 * @throws RangeError when they are too few or not fit for the judge
 */
export function judgeImages(images: tf.Tensor, reference: ImageReference): ImageReport;
export function judgeImages(images: tf.Tensor, reference: ImageReference<never>): FeatureReport;
export function judgeImages(images: tf.Tensor, reference: ImageReference<never>): FeatureReport {
  return withVerdicts(reference.classifier, images, (verdicts) => {
    const { features } = verdicts;
    const report: FeatureReport = {
      frechet: frechetOfMoments(reference.moments, momentsOf(features)),
      ...precisionRecallOf(reference.manifold, manifoldOf(features)),
    };
    return tellsClasses(verdicts) ? withClasses(report, verdicts) : report;
  });
}

const tellsClasses = (verdicts: Impressions): verdicts is Verdicts<'probabilities'> =>
  'probabilities' in verdicts;

function withClasses(
  report: FeatureReport,
  { probabilities }: Verdicts<'probabilities'>,
): ImageReport {
  return {
    score: mnistScore(probabilities),
    scoreInBatches: mnistScoreInBatches(probabilities, SCORE_BATCH),
    ...report,
    classes: classShares(probabilities),
    meanTopProbability: tf.tidy(() => tf.mean(tf.max(probabilities, 1)).dataSync()[0]),
  };
}

function withVerdicts<Answer extends string, T>(
  classifier: Judge<Answer>,
  images: tf.Tensor,
  use: (verdicts: Verdicts<Answer>) => T,
): T {
  const verdicts = classifier.judge(images);
  try {
    return use(verdicts);
  } finally {
    tf.dispose(verdicts);
  }
}
