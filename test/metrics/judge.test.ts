import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { classShares } from '../../lib/metrics/class-shares';
import { frechetDistance } from '../../lib/metrics/frechet';
import {
  type ImageReference,
  type ImageReport,
  judgeImages,
  referenceOf,
} from '../../lib/metrics/judge';
import { precisionRecall } from '../../lib/metrics/precision-recall';
import { mnistScore, mnistScoreInBatches } from '../../lib/metrics/score';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { digits } from './digits';

const n = 1000;

/** Fréchet distance from real features to one point c: ‖μ − c‖² + tr Σ, in float64. */
function distanceToPoint(features: number[][], point: number[]): number {
  const count = features.length;
  return point.reduce((sum, c, i) => {
    const mean = features.reduce((total, row) => total + row[i], 0) / count;
    const squares = features.reduce((total, row) => total + (row[i] - mean) ** 2, 0);
    return sum + (mean - c) ** 2 + squares / (count - 1);
  }, 0);
}

describe('judgeImages', () => {
  let real: tf.Tensor4D;
  let others: tf.Tensor4D;
  let reference: ImageReference;
  before(() => {
    const { test, classifier, training } = digits();
    real = test.images.slice(0, n);
    others = training.slice(0, n);
    reference = referenceOf(classifier, real);
  });
  const judge = (make: () => tf.Tensor): ImageReport => {
    const images = tf.tidy(make) as tf.Tensor4D;
    const report = judgeImages(images, reference);
    images.dispose();
    return report;
  };
  const collapsed = () => judge(() => tf.tile(real.slice(0, 1), [n, 1, 1, 1]));
  const noisy = () => judge(() => new Random(1).uniform([n, 28, 28, 1]));
  const perfect = () => judge(() => others.clone());

  it('gives what each metric gives by itself', () => {
    const { classifier } = digits();
    const [a, b] = [classifier.judge(real), classifier.judge(others)];
    const top = Array.from(tf.max(b.probabilities, 1).dataSync());
    const { meanTopProbability, ...rest } = perfect();
    assert.deepEqual(rest, {
      score: mnistScore(b.probabilities),
      scoreInBatches: mnistScoreInBatches(b.probabilities, 32),
      frechet: frechetDistance(a.features, b.features),
      ...precisionRecall(a.features, b.features),
      classes: classShares(b.probabilities),
    });
    assertClose(meanTopProbability, top.reduce((x, y) => x + y, 0) / n, 1e-5); // a float32 sum
  });

  it('finds the reference itself faultless', () => {
    const report = judge(() => real.clone());
    assertClose(report.frechet, 0, 1e-4); // roots of rounding, in the scale of features that vary by some hundred
    assert.deepEqual([report.precision, report.recall], [1, 1]);
  });

  it('finds other real digits good: sure, of all classes, near and among the real ones', () => {
    const { score, meanTopProbability, classes, ...report } = perfect();
    // 99 % of them are right, so their classes are as even as MNIST's, of which the smallest has 9 %: 90 ± 4 · 9.1 of 1,000
    assert.ok(classes.smallest > 0.053 && classes.klToUniform < 0.03);
    assert.ok(score > 9 && score <= 10 && meanTopProbability > 0.98);
    assert.ok(report.precision > 0.5 && report.recall > 0.5);
  });

  it('finds a collapsed generator poor in variety, though each image is good', () => {
    const { classifier } = digits();
    const features = classifier.judge(real).features.arraySync();
    const report = collapsed();
    assertClose(report.score, 1, 1e-9);
    assertClose(report.scoreInBatches, 1, 1e-9);
    assertClose(report.frechet / distanceToPoint(features, features[0]), 1, 1e-5); // float32 features
    assert.equal(report.precision, 1);
    assert.equal(report.recall, 1 / n); // balls of radius 0: only the copied image lies in one
    assert.equal(report.classes.smallest, 0);
    assertClose(report.classes.klToUniform, Math.log(10));
  });

  it('finds noise far off', () => {
    const [noise, good] = [noisy(), perfect()];
    assert.ok(noise.score < 2 && noise.classes.smallest === 0);
    // not 0: a real digit that is unlike all others has a wide ball, in which some noise lies
    assert.ok(noise.precision < good.precision / 4, `${noise.precision} and ${good.precision}`);
    assert.equal(noise.recall, 0);
    assert.ok(noise.frechet > 10 * good.frechet, `${noise.frechet} and ${good.frechet}`);
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    judgeImages(others, referenceOf(digits().classifier, real));
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on fewer than twice as many images as features, and leaves no tensor then', () => {
    const few = others.slice(0, 127);
    const before = tf.memory().numTensors;
    assert.throws(() => judgeImages(few, reference), {
      name: 'RangeError',
      message: 'expected features of shape [n, width], n at least 128, but got [127, 64]',
    });
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on images in −1..1', () => {
    assert.throws(() => judge(() => others.mul(2).sub(1)), /expected images in 0..1/);
  });
});
