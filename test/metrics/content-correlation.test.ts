import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { contentCorrelation } from '../../lib/metrics/content-correlation';
import { assertClose } from '../assert-close';
import { noise } from './images';
import { mean } from './mean';

/** Pearson's formula for each pair of pictures. */
function slowCorrelation(a: tf.Tensor4D, b: tf.Tensor4D): number {
  const greys = [a, b].map((images) =>
    images
      .arraySync()
      .map((image) =>
        image
          .flat()
          .map((p) => (p.length === 1 ? p[0] : 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2])),
      ),
  );
  const each = greys[0].map((x, i) => {
    const y = greys[1][i];
    const [mx, my] = [mean(x), mean(y)];
    const sum = (f: (k: number) => number) => x.reduce((total, _, k) => total + f(k), 0);
    const covariance = sum((k) => (x[k] - mx) * (y[k] - my));
    return covariance / Math.sqrt(sum((k) => (x[k] - mx) ** 2) * sum((k) => (y[k] - my) ** 2));
  });
  return mean(each);
}

describe('contentCorrelation', () => {
  const images = noise(1, [4, 6, 5, 3]);

  it('is 1 for the same picture, also darker and with less contrast, and −1 for the negative', () => {
    assertClose(contentCorrelation(images, images), 1, 1e-6);
    assertClose(
      contentCorrelation(
        images,
        tf.tidy(() => images.mul(0.3).add(0.1)),
      ),
      1,
      1e-5,
    );
    assertClose(contentCorrelation(images, tf.sub<tf.Tensor4D>(1, images)), -1, 1e-6);
  });

  it('agrees with a slow version, between colour and grey too', () => {
    for (const channels of [1, 3]) {
      const other = tf.tidy(() => {
        const grey = tf.mean(images, 3, true).mul(0.5);
        return grey.add(noise(2, [4, 6, 5, channels]).mul(0.5)) as tf.Tensor4D;
      });
      assertClose(contentCorrelation(images, other), slowCorrelation(images, other), 1e-6);
    }
  });

  it('is 0 beside a flat picture', () => {
    for (const value of [0, 0.1, 0.7]) {
      assertClose(contentCorrelation(images, tf.fill([4, 6, 5, 3], value)), 0, 1e-4);
    }
  });

  it('keeps what little contrast there is', () => {
    const faint = tf.tidy(() => images.mul(1e-3).add(0.5) as tf.Tensor4D);
    assertClose(contentCorrelation(images, faint), 1, 1e-3); // 0.5 is rounded by 3e-8, the contrast is 1e-3
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    contentCorrelation(images, images);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on pictures of unlike size, on two channels, and on another range', () => {
    assert.throws(() => contentCorrelation(images, noise(1, [4, 5, 6, 3])), {
      name: 'RangeError',
      message: 'expected output of [4, 6, 5] pixels as input is, but got [4, 5, 6]',
    });
    assert.throws(() => contentCorrelation(images, noise(1, [4, 6, 5, 2])), {
      message: 'expected images of 1 or 3 channels, but got 2',
    });
    assert.throws(() => contentCorrelation(images, tf.neg(images)), /expected output in 0..1/);
  });
});
