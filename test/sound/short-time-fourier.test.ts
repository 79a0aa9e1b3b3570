import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { Random } from '../../lib/random';
import {
  expectedMagnitude,
  magnitudesOf,
  powersOf,
  shortTimeFourier,
} from '../../lib/sound/short-time-fourier';
import { assertClose } from '../assert-close';

const window = { windowLength: 32, hop: 8 };
const noise = (n: number, length: number) => new Random(1).normal<tf.Rank.R2>([n, length]);

describe('shortTimeFourier', () => {
  it('has a row for each hop, and two numbers for each frequency', () => {
    const { numBins, analyse } = shortTimeFourier(window);
    assert.equal(numBins, 17);
    assert.deepEqual(analyse(noise(2, 64)).shape, [2, 8, 34]);
    assert.deepEqual(analyse(noise(2, 60)).shape, [2, 8, 34]); // ⌈60 / 8⌉
  });

  it('is the sum of the windowed samples times the waves, by hand', () => {
    const [sound] = noise(1, 64).arraySync();
    const [frame, bin] = [4, 3];
    const start = frame * 8 - 12; // (32 − 8) / 2 samples lie before the first hop
    const sums = [Math.cos, Math.sin].map((wave) =>
      Array.from({ length: 32 }, (_, t) => {
        const phase = (2 * Math.PI * t) / 32;
        return ((1 - Math.cos(phase)) / 2) * sound[start + t] * wave(bin * phase);
      }).reduce((sum, each) => sum + each, 0),
    );
    const row = shortTimeFourier(window).analyse(noise(1, 64)).arraySync()[0][frame];
    assertClose([row[bin], row[17 + bin]], sums.map((each) => (each * 4) / 32), 1e-5); // prettier-ignore
  });

  it('has the magnitude 1 at the frequency of a sine of amplitude 1, whatever its phase', () => {
    for (const phase of [0, 1, 2]) {
      const sine = Float32Array.from({ length: 128 }, (_, t) =>
        Math.sin((Math.PI * t) / 4 + phase),
      );
      const { analyse } = shortTimeFourier(window);
      const found = magnitudesOf(analyse(tf.tensor2d(sine, [1, 128]))).arraySync()[0][8];
      assertClose(found.slice(2, 7), [0, 0.5, 1, 0.5, 0], 1e-5); // 4 of 32 samples a turn
    }
  });

  for (const hop of [4, 8, 16]) {
    it(`gives waves back, at a hop of ${hop} of 32`, () => {
      const { analyse, synthesise } = shortTimeFourier({ windowLength: 32, hop });
      const sounds = noise(3, 96);
      assertClose(synthesise(analyse(sounds)).dataSync(), sounds.dataSync(), 1e-5);
    });
  }

  it('finds the waves whose transform is nearest: no change of theirs is nearer', () => {
    const { analyse, synthesise } = shortTimeFourier(window);
    const wanted = new Random(2).normal<tf.Rank.R3>([1, 6, 34]); // of no waves
    const found = synthesise(wanted);
    const weighted = (waves: tf.Tensor2D) => {
      // sums over all frequencies: those between the first and the last stand for two
      const twice = tf.tensor1d(Array.from({ length: 34 }, (_, i) => (i % 17 === 0 || i % 17 === 16 ? 1 : 2))); // prettier-ignore
      return tf.sum(tf.mul(tf.squaredDifference(analyse(waves), wanted), twice)).dataSync()[0];
    };
    const least = weighted(found);
    for (const seed of [3, 4, 5]) {
      const change = tf.mul(new Random(seed).normal<tf.Rank.R2>([1, 48]), 0.05);
      assert.ok(weighted(tf.add(found, change)) > least);
    }
  });

  it('lets gradients of powers through in silence', () => {
    const { analyse } = shortTimeFourier(window);
    const gradient = tf.grad((x) => tf.sum(powersOf(analyse(x as tf.Tensor2D))));
    assert.ok(gradient(tf.zeros([1, 64])).dataSync().every((each) => each === 0)); // prettier-ignore
  });

  it('throws on a window of an odd length, and on hops that leave gaps', () => {
    assert.throws(() => shortTimeFourier({ windowLength: 31, hop: 8 }), {
      name: 'RangeError',
      message: 'expected windowLength to be even, but got 31',
    });
    assert.throws(() => shortTimeFourier({ windowLength: 32, hop: 33 }), {
      name: 'RangeError',
      message: 'expected hop to be an integer from 1 to 32, but got 33',
    });
  });
});

describe('expectedMagnitude', () => {
  it('is the mean magnitude of white noise', () => {
    const { analyse, numBins } = shortTimeFourier(window);
    const found = magnitudesOf(analyse(noise(200, 256)));
    const inside = found.slice([0, 2, 2], [-1, 28, numBins - 4]); // neither at the ends nor at either last frequency
    assertClose(tf.mean(inside).dataSync()[0], expectedMagnitude(window), 3e-3);
  });
});
