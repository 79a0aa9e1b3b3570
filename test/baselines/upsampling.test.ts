import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { upsampleBicubic, upsampleNearest } from '../../lib/baselines/upsampling';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const noise = (shape: [number, number, number, number]) => new Random(1).uniform<tf.Rank.R4>(shape);

describe('upsampleNearest', () => {
  it('repeats each pixel down and across', () => {
    const images = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
    assert.deepEqual(
      upsampleNearest(images, 2).squeeze<tf.Tensor2D>([0, 3]).arraySync(),
      [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]], // prettier-ignore
    );
  });

  it('is undone by taking each block’s mean, at factors that are no power of 2 too', () => {
    const images = noise([2, 7, 5, 3]);
    for (const factor of [1, 3, 4]) {
      const larger = upsampleNearest(images, factor);
      assert.deepEqual(larger.shape, [2, 7 * factor, 5 * factor, 3]);
      assertClose(tf.avgPool(larger, factor, factor, 'valid').dataSync(), images.dataSync(), 1e-6);
    }
  });
});

/** Keys' weight for a = −½, his equation 15. */
function keys(s: number): number {
  const t = Math.abs(s);
  if (t < 1) return (3 / 2) * t ** 3 - (5 / 2) * t ** 2 + 1;
  return t < 2 ? (-1 / 2) * t ** 3 + (5 / 2) * t ** 2 - 4 * t + 2 : 0;
}

/** Pixel by pixel, over the whole image as far as weights go. */
function slowBicubic(image: number[][], factor: number): number[][] {
  const [height, width] = [image.length, image[0].length];
  const at = (y: number, x: number) =>
    image[Math.min(height - 1, Math.max(0, y))][Math.min(width - 1, Math.max(0, x))];
  return Array.from({ length: factor * height }, (_, i) =>
    Array.from({ length: factor * width }, (_, j) => {
      const [y, x] = [i, j].map((k) => (k + 0.5) / factor - 0.5);
      let sum = 0;
      for (let v = -3; v < height + 3; v++)
        for (let u = -3; u < width + 3; u++) sum += keys(y - v) * keys(x - u) * at(v, u);
      return sum;
    }),
  );
}

describe('upsampleBicubic', () => {
  it('agrees with a slow version', () => {
    for (const factor of [2, 3, 4]) {
      const images = noise([1, 5, 6, 1]);
      const [image] = images.squeeze<tf.Tensor3D>([3]).arraySync();
      const larger = upsampleBicubic(images, factor);
      assert.deepEqual(larger.shape, [1, 5 * factor, 6 * factor, 1]);
      assertClose(larger.dataSync(), slowBicubic(image, factor).flat(), 1e-5);
    }
  });

  it('keeps images and channels apart, and flat ones flat', () => {
    const images = noise([2, 4, 4, 3]);
    const larger = upsampleBicubic(images, 2);
    const one = upsampleBicubic(images.slice([1, 0, 0, 2], [1, 4, 4, 1]), 2);
    assert.deepEqual(larger.slice([1, 0, 0, 2], [1, 8, 8, 1]).dataSync(), one.dataSync());
    assertClose(
      upsampleBicubic(tf.fill([1, 4, 4, 1], 0.3), 4).dataSync(),
      new Array(256).fill(0.3),
      1e-6,
    );
  });

  it('gives parabolas exactly, away from the edges', () => {
    const parabola = (y: number, x: number) => 0.02 * y ** 2 + 0.01 * x * y - 0.03 * x + 0.5;
    const grid = (length: number) => Array.from({ length }, (_, i) => i);
    const image = tf.tensor4d(
      grid(64).map((i) => parabola(Math.floor(i / 8), i % 8)),
      [1, 8, 8, 1],
    );
    const larger = upsampleBicubic(image, 2).squeeze<tf.Tensor2D>([0, 3]).arraySync();
    const inner = grid(10).map((i) => i + 3); // whose four pixels around all lie within
    assertClose(
      inner.flatMap((i) => inner.map((j) => larger[i][j])),
      inner.flatMap((i) => inner.map((j) => parabola(i / 2 - 0.25, j / 2 - 0.25))),
      1e-5,
    );
  });

  it('does nothing at a factor of 1', () => {
    const images = noise([2, 4, 5, 3]);
    assert.deepEqual(upsampleBicubic(images, 1).dataSync(), images.dataSync());
  });

  it('leaves no tensor but the larger images', () => {
    const images = noise([2, 4, 5, 3]);
    const before = tf.memory().numTensors;
    tf.dispose([upsampleBicubic(images, 2), upsampleNearest(images, 2)]);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on a factor that is no whole number', () => {
    for (const upsample of [upsampleBicubic, upsampleNearest]) {
      assert.throws(() => upsample(noise([1, 2, 2, 1]), 1.5), {
        name: 'RangeError',
        message: 'expected factor to be an integer of at least 1, but got 1.5',
      });
    }
  });
});
