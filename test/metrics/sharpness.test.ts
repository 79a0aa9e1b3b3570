import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { sharpness, sharpnessRatio } from '../../lib/metrics/sharpness';
import { assertClose } from '../assert-close';
import { noise, paint } from './images';
import { mean } from './mean';

const chequered = paint([2, 6, 7, 1], (_i, y, x) => (y + x) % 2);

/** Difference by difference. */
function slowSharpness(images: tf.Tensor4D): number {
  const across: number[] = [];
  const down: number[] = [];
  for (const image of images.arraySync())
    image.forEach((row, y) =>
      row.forEach((pixel, x) =>
        pixel.forEach((value, c) => {
          if (x > 0) across.push(Math.abs(value - row[x - 1][c]));
          if (y > 0) down.push(Math.abs(value - image[y - 1][x][c]));
        }),
      ),
    );
  return (mean(across) + mean(down)) / 2;
}

describe('sharpness', () => {
  it('is 0 for flat images, and 1 for a chequerboard', () => {
    assert.equal(sharpness(tf.fill([2, 5, 5, 3], 0.3)), 0);
    assert.equal(sharpness(chequered), 1);
  });

  it('is half of the slope of a ramp in one direction', () => {
    const ramp = paint([1, 5, 9, 1], (_i, _y, x) => x / 8);
    assert.equal(sharpness(ramp), 1 / 16); // across 1/8, down 0
  });

  it('agrees with a slow version', () => {
    const images = noise(1, [3, 5, 7, 3]);
    assertClose(sharpness(images), slowSharpness(images), 1e-6);
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    sharpness(chequered);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on images of one row, and on another range', () => {
    assert.throws(() => sharpness(tf.zeros([1, 1, 5, 1])), {
      name: 'RangeError',
      message: 'expected images of at least 2×2 pixels, but got 1×5',
    });
    assert.throws(() => sharpness(tf.fill([1, 5, 5, 1], 2)), /expected images in 0..1/);
  });
});

describe('sharpnessRatio', () => {
  it('is 1 for the truth, and the share of its contrast for a faded copy', () => {
    assert.equal(sharpnessRatio(chequered, chequered), 1);
    assert.equal(sharpnessRatio(chequered, tf.mul(chequered, 0.25)), 0.25);
  });

  it('compares sets of unlike numbers of images', () => {
    assert.equal(sharpnessRatio(chequered, chequered.slice(0, 1)), 1);
  });
});
