import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitPcaGaussian } from '../../lib/baselines/pca-gaussian';
import { momentsOf } from '../../lib/metrics/frechet';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Correlated points `[n, 3]` about (1, 2, 3). */
const cloud = (seed: number, n: number) =>
  tf.tidy(() => {
    const mixing = tf.tensor2d([[2, 1, 0], [0, 1, 1], [0, 0, 0.2]]); // prettier-ignore
    const points = tf.matMul(new Random(seed).normal<tf.Rank.R2>([n, 3]), mixing);
    return tf.add<tf.Tensor2D>(points, [1, 2, 3]);
  });

describe('fitPcaGaussian', () => {
  it('samples with the mean and covariance of the examples when it has all components', () => {
    const examples = cloud(1, 100);
    const samples = fitPcaGaussian(examples, 3).sample(20_000, new Random(2));
    const [real, fake] = [examples, samples].map((points) => momentsOf(points));
    // a mean errs by √(σ²/n), a covariance by √(2σ⁴/n); σ² is at most about 5: four of them
    assertClose(fake.mean, real.mean, 4 * Math.sqrt(5 / 20_000));
    assertClose(
      fake.covariance.to1DArray(),
      real.covariance.to1DArray(),
      4 * Math.sqrt(50 / 20_000),
    );
  });

  it('varies along the first component only when it has one', () => {
    const samples = fitPcaGaussian(cloud(1, 100), 1).sample(50, new Random(2));
    const [a, b, c] = samples.arraySync();
    const [first, second] = [b, c].map((point) => point.map((value, i) => value - a[i]));
    const scale = second[0] / first[0];
    assertClose(second, first.map((value) => value * scale), 1e-4); // prettier-ignore
  });

  it('keeps the examples’ shape', () => {
    const voxels = new Random(1).uniform<tf.Rank.R4>([10, 2, 3, 4]);
    assert.deepEqual(fitPcaGaussian(voxels, 4).sample(7, new Random(1)).shape, [7, 2, 3, 4]);
  });

  it('gives the same bits for the same seed, others for another', () => {
    const gaussian = fitPcaGaussian(cloud(1, 30), 2);
    const [a, b, c] = [5, 5, 6].map((seed) => gaussian.sample(4, new Random(seed)).dataSync());
    assert.deepEqual(a, b);
    assert.notDeepEqual(a, c);
  });

  it('leaves no tensor but the samples', () => {
    const examples = cloud(1, 30);
    const before = tf.memory().numTensors;
    fitPcaGaussian(examples, 2).sample(3, new Random(1)).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on no sample', () => {
    assert.throws(() => fitPcaGaussian(cloud(1, 30), 2).sample(0, new Random(1)), RangeError);
  });
});
