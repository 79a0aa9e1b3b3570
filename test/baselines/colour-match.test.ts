import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitColourMatch } from '../../lib/baselines/colour-match';
import { momentsOf } from '../../lib/metrics/frechet';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Pictures `[5, 4, 6, 3]` whose channels are mixed: each its own way by seed. */
const pictures = (seed: number, offset: number): tf.Tensor4D =>
  tf.tidy(() => {
    const random = new Random(seed);
    const pixels = random.uniform<tf.Rank.R2>([120, 3]);
    const mixed = tf.matMul(pixels, random.normal<tf.Rank.R2>([3, 3]));
    return tf.add(mixed, offset).reshape<tf.Tensor4D>([5, 4, 6, 3]);
  });
const pixelMoments = (images: tf.Tensor4D) => momentsOf(images.reshape([-1, images.shape[3]]));

describe('fitColourMatch', () => {
  it('gives one kind of pictures the mean and covariance of the other', () => {
    const [from, to] = [pictures(1, 0), pictures(2, 1)];
    const [wanted, found] = [to, fitColourMatch(from, to).predict(from)].map(pixelMoments);
    assertClose(found.mean, wanted.mean, 1e-5);
    assertClose(found.covariance.to1DArray(), wanted.covariance.to1DArray(), 1e-5);
  });

  it('is brightness and contrast with one channel', () => {
    const from = tf.tensor4d([0, 1, 0, 1], [1, 2, 2, 1]); // mean ½, deviation d
    const to = tf.tensor4d([0.2, 0.4, 0.2, 0.4], [1, 2, 2, 1]); // mean 0.3, deviation d / 5
    const outputs = fitColourMatch(from, to).predict(tf.tensor4d([0, 0.5, 1, 2], [1, 2, 2, 1]));
    assertClose(outputs.dataSync(), [0.2, 0.3, 0.4, 0.6], 1e-6);
  });

  it('does nothing between pictures of one kind', () => {
    const images = pictures(1, 0);
    assertClose(fitColourMatch(images, images).predict(images).dataSync(), images.dataSync(), 1e-5);
  });

  it('scales each channel by itself where none goes with another', () => {
    // pixels at ± each axis: covariances are diagonal
    const axes = (scales: number[]) =>
      tf.tensor4d(
        scales
          .flatMap((s, c) => [1, -1].map((sign) => [0, 1, 2].map((k) => (k === c ? sign * s : 0))))
          .flat(),
        [1, 2, 3, 3],
      );
    const match = fitColourMatch(axes([1, 2, 3]), axes([2, 2, 0.3]));
    const outputs = match.predict(tf.ones([1, 1, 1, 3]));
    assertClose(outputs.dataSync(), [2, 1, 0.1], 1e-6);
  });

  it('leaves a channel alone that never changes', () => {
    const grey = tf.tidy(() =>
      tf.tile(new Random(1).uniform<tf.Rank.R4>([2, 3, 3, 1]), [1, 1, 1, 3]),
    );
    const outputs = fitColourMatch(grey, pictures(2, 0)).predict(grey);
    assert.ok(outputs.dataSync().every(Number.isFinite)); // grey has no colour to turn
  });

  it('takes pictures of another size, and leaves no tensor but the outputs', () => {
    const [from, to, other] = [pictures(1, 0), pictures(2, 1), tf.ones([1, 7, 2, 3])];
    const before = tf.memory().numTensors;
    const outputs = fitColourMatch(from, to).predict(other);
    assert.deepEqual(outputs.shape, [1, 7, 2, 3]);
    outputs.dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on unlike channels', () => {
    assert.throws(() => fitColourMatch(pictures(1, 0), tf.zeros([2, 3, 3, 1])), {
      name: 'RangeError',
      message: 'expected pictures of [n, height, width, 3], but got [2, 3, 3, 1]',
    });
    assert.throws(
      () => fitColourMatch(pictures(1, 0), pictures(2, 0)).predict(tf.ones([1, 2, 2, 1])),
      RangeError,
    );
  });
});
