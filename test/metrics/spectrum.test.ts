import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { radialSpectrum, spectrumDistance } from '../../lib/metrics/spectrum';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { paint } from './images';
import { mean } from './mean';

const noise = (seed: number, n: number, size: number) =>
  new Random(seed).normal<tf.Rank.R4>([n, size, size, 1]);

/** The discrete Fourier transform as its sum is written, of one map after another. */
function slowSpectrum(heights: tf.Tensor4D): number[] {
  const size = heights.shape[1];
  const maps = heights.squeeze<tf.Tensor3D>([3]).arraySync();
  const window = Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (size + 1)),
  );
  const power = (map: number[][], u: number, v: number) => {
    const average = mean(map.flat());
    let [real, imaginary] = [0, 0];
    map.forEach((row, y) =>
      row.forEach((height, x) => {
        const value = (height - average) * window[y] * window[x];
        const angle = (-2 * Math.PI * (u * y + v * x)) / size;
        real += value * Math.cos(angle);
        imaginary += value * Math.sin(angle);
      }),
    );
    return real ** 2 + imaginary ** 2;
  };
  const frequencies = Array.from({ length: size }, (_, i) => i - Math.ceil(size / 2) + 1); // −3 … 4 for 8
  return Array.from({ length: Math.floor(size / 2) }, (_, k) => {
    const powers = frequencies.flatMap((u) =>
      frequencies
        .filter((v) => Math.round(Math.hypot(u, v)) === k + 1)
        .flatMap((v) => maps.map((map) => power(map, u, v))),
    );
    return 10 * Math.log10(mean(powers));
  });
}

describe('radialSpectrum', () => {
  for (const size of [8, 9]) {
    it(`agrees with a slow version on maps of ${size}×${size}`, () => {
      const maps = noise(1, 3, size);
      assertClose(radialSpectrum(maps), slowSpectrum(maps), 1e-4);
    });
  }

  it('has its peak where a wave fits that often', () => {
    const waves = paint([2, 32, 32, 1], (i, y, x) =>
      Math.sin((2 * Math.PI * 5 * (i === 0 ? y : x)) / 32),
    );
    const spectrum = radialSpectrum(waves);
    assert.equal(spectrum.indexOf(Math.max(...spectrum)), 4); // k = 5
    assert.ok(spectrum[4] - spectrum[9] > 40);
  });

  it('is level for white noise', () => {
    const spectrum = radialSpectrum(noise(1, 400, 16));
    // the least ring has 4 waves, that is 1,600 powers of deviation 1 beside the window's leaks: 10 log₁₀ (1 ± 4 / 40)
    assert.ok(Math.max(...spectrum) - Math.min(...spectrum) < 1, String(spectrum));
  });

  it('does not see the height above the sea, and takes twice the heights for 6 dB more', () => {
    const maps = noise(1, 2, 8);
    const [once, above, twice] = [maps, tf.add(maps, 100), tf.mul(maps, 2)].map((each) =>
      radialSpectrum(each as tf.Tensor4D),
    );
    assertClose(above, once, 1e-3);
    assertClose(twice, once.map((dB) => dB + 20 * Math.log10(2)), 1e-4); // prettier-ignore
  });

  it('counts each map once where there are more than it takes at once', () => {
    const maps = noise(1, 501, 4);
    assertClose(radialSpectrum(maps), slowSpectrum(maps), 1e-4);
  });

  it('has no power in flat maps', () => {
    assert.ok(radialSpectrum(tf.fill([2, 8, 8, 1], 0.3)).every((dB) => dB < -100));
  });

  it('leaves no tensor behind', () => {
    const maps = noise(1, 2, 8);
    const before = tf.memory().numTensors;
    radialSpectrum(maps);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on maps that are not square, have channels, or are not finite', () => {
    assert.throws(() => radialSpectrum(tf.zeros([2, 8, 9, 1])), {
      name: 'RangeError',
      message: 'expected heights of [n, size, size, 1], n at least 1, but got [2, 8, 9, 1]',
    });
    assert.throws(() => radialSpectrum(tf.zeros([2, 8, 8, 3])), /but got \[2, 8, 8, 3\]/);
    assert.throws(() => radialSpectrum(tf.fill([2, 8, 8, 1], NaN)), /to be finite, but got NaN/);
  });
});

describe('spectrumDistance', () => {
  it('is 0 for a set with itself', () => {
    const maps = noise(1, 3, 8);
    assert.equal(spectrumDistance(maps, maps), 0);
  });

  it('is 20 log₁₀ of a factor, up or down', () => {
    const maps = noise(1, 3, 8);
    for (const factor of [2, 0.5]) {
      const scaled = tf.mul<tf.Tensor4D>(maps, factor);
      assertClose(spectrumDistance(maps, scaled), 20 * Math.log10(2), 1e-4);
    }
  });

  it('finds noise far from smooth land', () => {
    const rough = noise(1, 50, 16);
    const smooth = tf.avgPool(rough, 5, 1, 'same');
    assert.ok(spectrumDistance(smooth, rough) > 10);
  });

  it('throws on maps of unlike size', () => {
    assert.throws(() => spectrumDistance(noise(1, 2, 8), noise(1, 2, 9)), {
      name: 'RangeError',
      message: 'expected fake maps of size 8 as real ones, but got 9',
    });
  });
});
