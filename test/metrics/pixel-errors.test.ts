import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { l1Percent, psnr } from '../../lib/metrics/pixel-errors';
import { assertClose } from '../assert-close';
import { noise, paint } from './images';
import { mean } from './mean';

const grey = (value: number, n = 2) => tf.fill([n, 3, 4, 3], value) as tf.Tensor4D;

/** Each number's difference. */
const differences = (a: tf.Tensor, b: tf.Tensor) => {
  const other = b.dataSync();
  return Array.from(a.dataSync(), (value, i) => value - other[i]);
};

describe('l1Percent', () => {
  it('is 0 for equal images, and 100 between black and white', () => {
    const images = noise(1, [3, 4, 5, 3]);
    assert.equal(l1Percent(images, images), 0);
    assert.equal(l1Percent(grey(0), grey(1)), 100);
  });

  it('is the error of a constant one', () => {
    assertClose(l1Percent(grey(0.5), grey(0.4)), 10, 1e-5); // |0.5 − 0.4| of 1
  });

  it('agrees with the formula', () => {
    const [a, b] = [noise(1, [3, 4, 5, 3]), noise(2, [3, 4, 5, 3])];
    assertClose(l1Percent(a, b), 100 * mean(differences(a, b).map(Math.abs)), 1e-4);
  });

  it('counts only what lies under the mask', () => {
    // the left half is off by 0.5, the right one by 0.25
    const fake = paint([2, 4, 4, 3], (_i, _y, x) => (x < 2 ? 0.5 : 0.25));
    const [left, right] = [0, 1].map((half) =>
      paint([2, 4, 4, 1], (_i, _y, x) => (Math.floor(x / 2) === half ? 1 : 0)),
    );
    const real = tf.zeros<tf.Rank.R4>([2, 4, 4, 3]);
    assert.deepEqual(
      [left, right].map((mask) => l1Percent(real, fake, { mask })),
      [50, 25],
    );
    assert.equal(l1Percent(real, fake), 37.5);
    assert.equal(l1Percent(real, fake, { mask: left.slice(0, 1) }), 50); // one for all
  });

  it('weighs each pixel under the mask alike, in whichever image it lies', () => {
    // one pixel of the first image, off by 1, and three of the second, off by 0
    const mask = paint([2, 2, 2, 1], (i, y, x) => ((i === 0) === (y + x === 0) ? 1 : 0));
    const fake = paint([2, 2, 2, 1], (i) => 1 - i);
    assert.equal(l1Percent(tf.zeros([2, 2, 2, 1]), fake, { mask }), 25); // (1 + 0 + 0 + 0) / 4
  });

  it('throws on images of unlike shape, on another range, and on numbers that are not finite', () => {
    assert.throws(() => l1Percent(grey(0, 2), grey(0, 3)), {
      name: 'RangeError',
      message: 'expected fake of [2, 3, 4, 3] as real is, but got [3, 3, 4, 3]',
    });
    assert.throws(() => l1Percent(grey(0), grey(-1)), {
      name: 'RangeError',
      message:
        'expected fake in 0..1, but got numbers from -1 to -1 ' +
        '(from −1..1: take (x + 1) / 2; from a network without bounds: clip)',
    });
    assert.throws(() => l1Percent(grey(255), grey(0)), /expected real in 0..1/);
    assert.throws(() => l1Percent(grey(0), grey(NaN)), /expected fake to be finite, but got NaN/);
    assert.throws(() => l1Percent(grey(0, 0), grey(0, 0)), /but got a tensor of \[0, 3, 4, 3\]/);
  });

  it('takes a range that rounding has left', () => {
    assert.doesNotThrow(() => l1Percent(grey(1 + 5e-7), grey(-5e-7)));
  });

  it('throws on what is no mask', () => {
    const mask = (value: number, channels = 1) =>
      tf.fill([2, 3, 4, channels], value) as tf.Tensor4D;
    const withMask = (m: tf.Tensor4D) => () => l1Percent(grey(0), grey(1), { mask: m });
    assert.throws(withMask(mask(1, 3)), {
      name: 'RangeError',
      message: 'expected mask of [2 or 1, 3, 4, 1], but got [2, 3, 4, 3]',
    });
    assert.throws(withMask(mask(0.5)), /to hold 0 and 1/);
    assert.throws(withMask(mask(0)), /to hold a 1, but got only 0/);
  });
});

describe('psnr', () => {
  it('is Infinity for equal images, and 0 dB between black and white', () => {
    const images = noise(1, [3, 4, 5, 3]);
    assert.equal(psnr(images, images), Infinity);
    assertClose(psnr(grey(0), grey(1)), 0);
  });

  it('is 20 dB for a tenth of the range everywhere', () => {
    assertClose(psnr(grey(0.5), grey(0.4)), 20, 1e-4); // −10 log₁₀ 0.1²
  });

  it('has the squared error of all images together', () => {
    const fake = paint([2, 3, 4, 3], (i) => 0.1 * i); // one perfect image, one off by a tenth
    assertClose(psnr(grey(0), fake), -10 * Math.log10(0.01 / 2), 1e-4);
  });

  it('agrees with the formula', () => {
    const [a, b] = [noise(1, [3, 4, 5, 3]), noise(2, [3, 4, 5, 3])];
    const squares = mean(differences(a, b).map((d) => d ** 2));
    assertClose(psnr(a, b), -10 * Math.log10(squares), 1e-4);
  });

  it('counts each image once where there are more than it takes at once', () => {
    const [a, errors] = [tf.zeros<tf.Rank.R4>([5, 400, 400, 3]), tf.range(0, 0.5, 0.1)];
    const b = tf.tile(errors.reshape<tf.Tensor4D>([5, 1, 1, 1]), [1, 400, 400, 3]); // 2.4 million numbers
    assertClose(psnr(a, b), -10 * Math.log10((0.01 + 0.04 + 0.09 + 0.16) / 5), 1e-4);
    tf.dispose([a, b]);
  });

  it('counts only what lies under the mask', () => {
    const mask = paint([2, 3, 4, 1], (_i, y) => (y === 1 ? 1 : 0));
    const fake = paint([2, 3, 4, 3], (_i, y) => (y === 1 ? 0.01 : 0.5));
    assertClose(psnr(grey(0), fake, { mask }), 40, 1e-4); // −10 log₁₀ 0.01²
  });

  it('leaves no tensor behind', () => {
    const mask = paint([2, 3, 4, 1], () => 1);
    const [a, b] = [grey(0), grey(1)];
    const before = tf.memory().numTensors;
    psnr(a, b, { mask });
    l1Percent(a, b);
    assert.equal(tf.memory().numTensors, before);
  });
});
