import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { colourfulness } from '../../lib/metrics/colourfulness';
import { assertClose } from '../assert-close';
import { noise, paint } from './images';
import { mean } from './mean';

const plain = (...colours: (readonly [number, number, number])[]) =>
  paint([1, 2, colours.length, 3], (_i, _y, x, c) => colours[x][c]);

/** The paper's equations, in 0..255. */
function slowColourfulness(images: tf.Tensor4D): number {
  const each = images.arraySync().map((image) => {
    const pixels = image.flat().map((pixel) => pixel.map((value) => 255 * value));
    const rg = pixels.map(([r, g]) => r - g);
    const yb = pixels.map(([r, g, b]) => (r + g) / 2 - b);
    const variance = (x: number[]) => mean(x.map((value) => (value - mean(x)) ** 2));
    return Math.sqrt(variance(rg) + variance(yb)) + 0.3 * Math.sqrt(mean(rg) ** 2 + mean(yb) ** 2);
  });
  return mean(each);
}

describe('colourfulness', () => {
  it('is 0 for grey images', () => {
    assert.equal(colourfulness(plain([0, 0, 0], [0.5, 0.5, 0.5], [1, 1, 1])), 0);
  });

  it('is 0.3 times the distance from grey for one colour all over', () => {
    // red: rg = 255, yb = 127.5, without variance
    assertClose(colourfulness(plain([1, 0, 0])), 0.3 * Math.hypot(255, 127.5), 1e-4);
  });

  it('is the deviation for colours that cancel out', () => {
    // red and green: rg = ±255, yb = 127.5 twice
    assertClose(colourfulness(plain([1, 0, 0], [0, 1, 0])), 255 + 0.3 * 127.5, 1e-4);
    // blue and yellow: rg = 0, yb = ∓255
    assertClose(colourfulness(plain([0, 0, 1], [1, 1, 0])), 255, 1e-4);
  });

  it('agrees with a slow version, the mean over images', () => {
    const images = noise(1, [3, 5, 7, 3]);
    assertClose(colourfulness(images), slowColourfulness(images), 1e-3);
  });

  it('leaves no tensor behind', () => {
    const images = noise(1, [3, 5, 7, 3]);
    const before = tf.memory().numTensors;
    colourfulness(images);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on another number of channels, and on another range', () => {
    assert.throws(() => colourfulness(noise(1, [1, 2, 2, 1])), {
      name: 'RangeError',
      message: 'expected images of 3 channels, but got 1',
    });
    assert.throws(() => colourfulness(tf.fill([1, 2, 2, 3], 128)), /expected images in 0..1/);
  });
});
