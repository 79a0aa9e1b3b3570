import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type ClassGaussianOptions, fitClassGaussian } from '../../lib/baselines/class-gaussian';
import { momentsOf } from '../../lib/metrics/frechet';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const SIZE = 100;

/** Class 0 about (0, 0), long in one diagonal; class 2 about (50, −50), round. */
const labels = Array.from({ length: 2 * SIZE }, (_, i) => (i % 2 === 0 ? 0 : 2));
const examples = tf.tidy(() => {
  const noise = new Random(1).normal<tf.Rank.R2>([SIZE, 4]).split(2, 1) as tf.Tensor2D[];
  const long = tf.matMul(noise[0], tf.tensor2d([[3, 3], [0.5, -0.5]])); // prettier-ignore
  const round = tf.add(noise[1], [50, -50]);
  return tf.stack([long, round], 1).reshape<tf.Tensor2D>([2 * SIZE, 2]);
});
const ofClass = (label: number) => {
  const places = labels.flatMap((each, i) => (each === label ? [i] : []));
  return momentsOf(tf.gather(examples, tf.tensor1d(places, 'int32')));
};
const samplesOf = (components: ClassGaussianOptions['components'], label: number) =>
  fitClassGaussian(examples, labels, { components }).sample(
    new Array(20_000).fill(label),
    new Random(3),
  );
/** Four standard errors of a mean and of a covariance of 20,000 samples of variance up to about 10. */
const [MEAN_ERROR, COVARIANCE_ERROR] = [4 * Math.sqrt(10 / 20_000), 4 * Math.sqrt(200 / 20_000)];

describe('fitClassGaussian', () => {
  for (const label of [0, 2]) {
    it(`has the mean and covariance of class ${label} with all components`, () => {
      const [real, fake] = [ofClass(label), momentsOf(samplesOf(2, label))];
      assertClose(fake.mean, real.mean, MEAN_ERROR);
      assertClose(fake.covariance.to1DArray(), real.covariance.to1DArray(), COVARIANCE_ERROR);
    });

    it(`has the variances of class ${label} alone when it is diagonal`, () => {
      const [real, fake] = [ofClass(label), momentsOf(samplesOf('diagonal', label))];
      assertClose(fake.mean, real.mean, MEAN_ERROR);
      const expected = [real.covariance.get(0, 0), 0, 0, real.covariance.get(1, 1)];
      assertClose(fake.covariance.to1DArray(), expected, COVARIANCE_ERROR);
    });
  }

  it('gives a sample of each class asked for, in that order', () => {
    const asked = [2, 0, 0, 2, 0];
    for (const components of ['diagonal', 1] as const) {
      const samples = fitClassGaussian(examples, labels, { components }).sample(
        asked,
        new Random(4),
      );
      const found = samples.arraySync().map(([x]) => (x > 25 ? 2 : 0));
      assert.deepEqual(found, asked);
    }
  });

  it('takes as many components as a class’s examples allow', () => {
    const [few, theirs] = [examples.slice(0, 4), labels.slice(0, 4)]; // two of each class
    const samples = fitClassGaussian(few, theirs, { components: 60 }).sample([0, 0], new Random(1));
    assert.ok(samples.dataSync().every(Number.isFinite));
  });

  it('keeps the examples’ shape', () => {
    const pictures = new Random(1).uniform<tf.Rank.R4>([6, 2, 3, 1]);
    const sampler = fitClassGaussian(pictures, [0, 0, 0, 1, 1, 1], { components: 2 });
    assert.deepEqual(sampler.sample([1, 0], new Random(1)).shape, [2, 2, 3, 1]);
  });

  it('gives the same bits for the same seed, and leaves no tensor but the samples', () => {
    const before = tf.memory().numTensors;
    const [a, b] = [0, 1].map(() => {
      const sampler = fitClassGaussian(examples, labels, { components: 'diagonal' });
      return tf.tidy(() => sampler.sample([0, 2, 2], new Random(9)).dataSync());
    });
    assert.deepEqual(a, b);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on a class of one example, unlike numbers, and on labels that are none', () => {
    const fit = (theirs: number[]) => () =>
      fitClassGaussian(examples.slice(0, 3), theirs, { components: 1 });
    assert.throws(fit([0, 0, 1]), {
      name: 'RangeError',
      message: 'expected at least 2 examples of class 1, but got 1',
    });
    assert.throws(fit([0, 0]), { message: 'expected 3 labels, one an example, but got 2' });
    assert.throws(fit([0.5, 0.5, 0.5]), /expected labels to be an integer/);
  });

  it('throws on components that are none, and leaves no tensor then', () => {
    const before = tf.memory().numTensors;
    assert.throws(() => fitClassGaussian(examples, labels, { components: 0 }), {
      name: 'RangeError',
      message: 'expected components to be an integer of at least 1, but got 0',
    });
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws when it is asked for a class that it does not know, or for nothing', () => {
    const sampler = fitClassGaussian(examples, labels, { components: 1 });
    assert.throws(() => sampler.sample([0, 1], new Random(1)), {
      name: 'RangeError',
      message: 'expected labels that examples had, but got 1',
    });
    assert.throws(() => sampler.sample([], new Random(1)), /at least 1 label/);
  });
});
