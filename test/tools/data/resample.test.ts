import assert from 'node:assert/strict';

import { resample } from '../../../tools/data/resample';

const tone = (rate: number, hertz: number) =>
  Float64Array.from({ length: rate / 4 }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

/** Away from both ends, where there is silence on one side. */
const middle = (samples: Float64Array) => samples.subarray(100, samples.length - 100);

const loudest = (samples: Float64Array) => Math.max(...samples.map(Math.abs));

describe('resample', () => {
  it('keeps a tone that both rates can hold', () => {
    for (const rate of [22_050, 44_100, 48_000]) {
      const samples = middle(resample({ rate, samples: tone(rate, 1000) }, 8000));
      const expected = middle(tone(8000, 1000));
      samples.forEach((sample, i) => assert.ok(Math.abs(sample - expected[i]) < 2e-3, `${rate}`));
    }
  });

  it('takes away a tone that the new rate cannot hold, rather than fold it back', () => {
    // 5,000 Hz at 8,000 samples a second would be heard as 3,000 Hz.
    const samples = resample({ rate: 44_100, samples: tone(44_100, 5000) }, 8000);
    assert.ok(loudest(middle(samples)) < 1e-3);
  });

  it('keeps a constant, and the length in seconds', () => {
    const samples = resample({ rate: 44_100, samples: new Float64Array(44_100).fill(0.5) }, 8000);
    assert.equal(samples.length, 8000);
    middle(samples).forEach((sample) => assert.ok(Math.abs(sample - 0.5) < 1e-4));
  });

  it('gives back what has that rate already', () => {
    const samples = tone(8000, 3000);
    assert.equal(resample({ rate: 8000, samples }, 8000), samples);
  });
});
