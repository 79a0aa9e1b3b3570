import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { ssim } from '../../lib/metrics/ssim';
import { assertClose } from '../assert-close';
import { noise, paint } from './images';
import { mean } from './mean';

const C1 = 0.0001; // (0.01 · 1)²
const C2 = 0.0009; // (0.03 · 1)²

const WEIGHTS = Array.from({ length: 11 }, (_, y) =>
  Array.from({ length: 11 }, (_, x) => Math.exp(-((y - 5) ** 2 + (x - 5) ** 2) / (2 * 1.5 ** 2))),
);
const TOTAL = WEIGHTS.flat().reduce((a, b) => a + b);

/** The paper's equation 13, window by window: variances and covariance of differences to the mean, as it says. */
function slowSsim(real: tf.Tensor4D, fake: tf.Tensor4D): number {
  const [a, b] = [real.arraySync(), fake.arraySync()];
  const [n, height, width, channels] = real.shape;
  const values: number[] = [];
  for (let i = 0; i < n; i++)
    for (let c = 0; c < channels; c++)
      for (let top = 0; top + 11 <= height; top++)
        for (let left = 0; left + 11 <= width; left++) {
          const weighed = (f: (y: number, x: number) => number) =>
            WEIGHTS.flatMap((row, y) => row.map((w, x) => (w * f(top + y, left + x)) / TOTAL)) //
              .reduce((p, q) => p + q);
          const [ma, mb] = [a, b].map((set) => weighed((y, x) => set[i][y][x][c]));
          const va = weighed((y, x) => (a[i][y][x][c] - ma) ** 2);
          const vb = weighed((y, x) => (b[i][y][x][c] - mb) ** 2);
          const cov = weighed((y, x) => (a[i][y][x][c] - ma) * (b[i][y][x][c] - mb));
          const luminance = (2 * ma * mb + C1) / (ma ** 2 + mb ** 2 + C1);
          values.push((luminance * (2 * cov + C2)) / (va + vb + C2));
        }
  return mean(values);
}

const flat = (value: number) => tf.fill([2, 12, 12, 1], value) as tf.Tensor4D;

describe('ssim', () => {
  it('agrees with a slow version, on one channel and on three', () => {
    for (const channels of [1, 3]) {
      const a = noise(1, [2, 14, 13, channels]);
      const b = tf.tidy(() => a.mul(0.6).add(noise(2, [2, 14, 13, channels]).mul(0.4)));
      // variances are differences of numbers near 1, each rounded by 6e-8, against C₂ and some 0.1
      assertClose(ssim(a, b as tf.Tensor4D), slowSsim(a, b as tf.Tensor4D), 1e-5);
    }
  });

  it('agrees with a slow version where images are smooth', () => {
    const wave = (phase: number) =>
      paint([1, 13, 13, 1], (_i, y, x) => 0.5 + 0.1 * Math.sin(y / 3 + x / 4 + phase));
    assertClose(ssim(wave(0), wave(0.5)), slowSsim(wave(0), wave(0.5)), 3e-4); // 1e-7 beside C₂
  });

  it('is 1 for equal images', () => {
    const images = noise(1, [3, 16, 16, 3]);
    assert.equal(ssim(images, images), 1);
  });

  it('is the luminance term alone between flat images', () => {
    const expected = (2 * 0.25 * 0.75 + C1) / (0.25 ** 2 + 0.75 ** 2 + C1);
    assertClose(ssim(flat(0.25), flat(0.75)), expected, 3e-4);
    assertClose(ssim(flat(0), flat(1)), C1 / (1 + C1), 1e-6);
  });

  it('is near −1 between a pattern about ½ and its negative', () => {
    const pattern = paint([1, 16, 16, 1], (_i, y, x) => (y + x) % 2);
    const negative = tf.sub<tf.Tensor4D>(1, pattern);
    const variance = 0.25; // of 0 and 1, alike many in each window but for the weights' third digit
    assertClose(ssim(pattern, negative), (-2 * variance + C2) / (2 * variance + C2), 1e-3);
  });

  it('is near 0 between images that have nothing to do with each other', () => {
    assert.ok(Math.abs(ssim(noise(1, [20, 24, 24, 1]), noise(2, [20, 24, 24, 1]))) < 0.05);
  });

  it('does not depend on the order of the two, or on how many images it takes at once', () => {
    const [a, b] = [noise(1, [6000, 11, 11, 3]), noise(2, [6000, 11, 11, 3])]; // 2.2 million numbers
    const halves = [0, 3000].map((start) => ssim(b.slice(start, 3000), a.slice(start, 3000)));
    assertClose(ssim(a, b), mean(halves), 1e-9); // of the same float32 numbers
  });

  it('leaves no tensor behind', () => {
    const images = noise(1, [2, 12, 12, 3]);
    const before = tf.memory().numTensors;
    ssim(images, images);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on images smaller than its window, and on another range', () => {
    assert.throws(() => ssim(noise(1, [1, 12, 10, 1]), noise(1, [1, 12, 10, 1])), {
      name: 'RangeError',
      message: 'expected images of at least 11×11 pixels, but got 12×10',
    });
    assert.throws(() => ssim(flat(0), flat(-1)), /expected fake in 0..1/);
  });
});
