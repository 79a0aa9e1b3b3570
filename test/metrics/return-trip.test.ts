import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { returnErrors } from '../../lib/metrics/return-trip';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { noise } from './images';

/** In 0.3..0.7, so that nothing is clipped. */
const pictures = tf.add<tf.Tensor4D>(tf.mul(noise(1, [4, 8, 8, 3]), 0.4), 0.3);
const same = (x: tf.Tensor4D) => tf.clone(x);
const errors = (there: typeof same, back: typeof same, noiseStd = 0.01) =>
  returnErrors(pictures, { there, back }, { noiseStd, random: new Random(2) });
/** E|N(0, 1)| is √(2/π); 768 numbers have it to within 3 %. */
const MEAN_SIZE = Math.sqrt(2 / Math.PI);

describe('returnErrors', () => {
  it('is the noise alone where nothing is done', () => {
    const { clean, noisy, moved } = errors(same, same);
    assert.equal(clean, 0);
    assertClose(noisy, MEAN_SIZE, 0.1); // percent
    assert.equal(moved, noisy);
  });

  it('tells how far the noise has moved what comes back, however bad that is', () => {
    const darker = (x: tf.Tensor4D) => tf.mul<tf.Tensor4D>(x, 0.5);
    const { clean, moved } = errors(same, darker);
    assertClose(clean, 50 * tf.mean(pictures).dataSync()[0], 1e-3);
    assertClose(moved, MEAN_SIZE / 2, 0.05);
  });

  it('finds the message in pictures that are written a hundredth as strong on plain grey', () => {
    const hide = (x: tf.Tensor4D) => tf.add<tf.Tensor4D>(tf.mul(tf.sub(x, 0.5), 0.01), 0.5);
    const read = (x: tf.Tensor4D) => tf.add<tf.Tensor4D>(tf.mul(tf.sub(x, 0.5), 100), 0.5);
    const { clean, noisy, moved } = errors(hide, read);
    assertClose(clean, 0, 0.01);
    assert.ok(noisy > 30 && moved > 30, `${noisy}, ${moved}`); // noise of σ 1 is black or white nearly everywhere
  });

  it('clips what is translated to what a picture can show', () => {
    const { clean } = errors(
      (x) => tf.add<tf.Tensor4D>(x, 5),
      (x) => tf.sub<tf.Tensor4D>(x, 0.5),
    );
    assertClose(clean, 100 * tf.mean(tf.abs(tf.sub(pictures, 0.5))).dataSync()[0], 1e-3); // white, less a half
  });

  it('keeps nothing alive', () => {
    const before = tf.memory().numTensors;
    errors(same, same);
    assert.equal(tf.memory().numTensors, before);
  });

  it('refuses noise below 0', () => {
    assert.throws(() => errors(same, same, -1), {
      name: 'RangeError',
      message: 'expected noiseStd to be at least 0, but got -1',
    });
  });
});
