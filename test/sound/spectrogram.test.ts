import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { spectrogramOf } from '../../lib/sound';
import { assertClose } from '../assert-close';

const RATE = 8000;

describe('spectrogramOf', () => {
  it('has 0 dB for a sine of amplitude 1 at its frequency, 6 dB less for half of it', () => {
    for (const [amplitude, level] of [
      [1, 0],
      [0.5, -20 * Math.log10(2)],
    ] as const) {
      const { decibels, numBins, hertzPerBin } = spectrogramOf(sine(1000, amplitude));
      const bin = 1000 / hertzPerBin;
      assert.equal(bin, 32);
      const middle = decibels.subarray(30 * numBins, 31 * numBins);
      assertClose(middle[bin], level, 0.01);
      assert.equal(middle.indexOf(Math.max(...middle)), bin);
      assert.ok(middle[bin + 10] < level - 60); // of a Hann window little leaks that far
    }
  });

  it('is the discrete Fourier transform of a window, term by term', () => {
    const samples = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i * i) / 2);
    const { decibels, numFrames, numBins } = spectrogramOf(
      { name: '', samples, sampleRate: RATE },
      { windowLength: 16, hop: 4 },
    );
    assert.deepEqual([numFrames, numBins], [11, 9]);
    const frame = 5; // its middle is sample 20: samples 12 to 27
    for (let bin = 0; bin < numBins; bin++) {
      let [real, imaginary] = [0, 0];
      for (let n = 0; n < 16; n++) {
        const value = samples[12 + n] * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / 16));
        real += value * Math.cos((2 * Math.PI * n * bin) / 16);
        imaginary -= value * Math.sin((2 * Math.PI * n * bin) / 16);
      }
      const expected = 20 * Math.log10((Math.hypot(real, imaginary) * 4) / 16);
      assertClose(decibels[frame * numBins + bin], expected, 1e-3);
    }
  });

  it('tells when it is loud: the first window is about the first sample', () => {
    const samples = new Float32Array(2048);
    samples[1024] = 1;
    const { decibels, numBins, secondsPerFrame } = spectrogramOf({
      name: '',
      samples,
      sampleRate: RATE,
    });
    assert.equal(secondsPerFrame, 64 / RATE);
    const levels = Array.from({ length: 33 }, (_, frame) => decibels[frame * numBins + 10]);
    assert.equal(levels.indexOf(Math.max(...levels)), 1024 / 64);
    assert.equal(levels[0], -200); // silence
  });

  it('takes sounds shorter than a window, and leaves no tensor', () => {
    const before = tf.memory().numTensors;
    const { numFrames } = spectrogramOf({
      name: '',
      samples: new Float32Array(10),
      sampleRate: RATE,
    });
    assert.equal(numFrames, 1);
    assert.equal(tf.memory().numTensors, before);
  });

  it('refuses an odd window, and no hop', () => {
    const refusals = [
      [{ windowLength: 255 }, 'windowLength to be even, but got 255'],
      [{ windowLength: 0 }, 'windowLength to be an integer of at least 2, but got 0'],
      [{ hop: 0 }, 'hop to be an integer of at least 1, but got 0'],
    ] as const;
    for (const [options, message] of refusals) {
      assert.throws(() => spectrogramOf(sine(100, 1), options), {
        name: 'RangeError',
        message: `expected ${message}`,
      });
    }
  });
});

function sine(hertz: number, amplitude: number) {
  const samples = Float32Array.from(
    { length: 4096 },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / RATE),
  );
  return { name: 'sine', samples, sampleRate: RATE };
}
