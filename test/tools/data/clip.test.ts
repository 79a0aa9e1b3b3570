import assert from 'node:assert/strict';

import { decodeMuLaw } from '../../../lib/data/mu-law';
import { clipOf } from '../../../tools/data/clip';

/** A recording of 8,000 samples a second: silence, then a tone. */
const recording = (silence: number, length: number, loudness = 0.3) => ({
  rate: 8000,
  samples: Float64Array.from({ length: silence + length }, (_, i) =>
    i < silence ? 0 : loudness * Math.cos(i - silence),
  ),
});

describe('clipOf', () => {
  it('is 4,096 samples that begin 40 before the sound, and silence after it', () => {
    const clip = decodeMuLaw(clipOf(recording(1000, 500)));
    assert.equal(clip.length, 4096);
    assert.ok(clip.subarray(0, 40).every((sample) => sample === 0));
    assert.ok(clip[40] > 0.9);
    assert.ok(clip.subarray(540).every((sample) => sample === 0));
  });

  it('is the same however loud the recording is', () => {
    assert.deepEqual(clipOf(recording(50, 500, 0.5)), clipOf(recording(50, 500, 0.25)));
  });

  it('fades away at the end of a sound that is longer', () => {
    const clip = decodeMuLaw(clipOf(recording(0, 9000)));
    const loudest = (from: number, to: number) =>
      Math.max(...clip.subarray(from, to).map(Math.abs));
    assert.ok(loudest(3700, 3896) > 0.9);
    assert.ok(loudest(3990, 4010) < 0.6);
    assert.equal(clip[4095], 0);
  });

  it('throws on silence', () => {
    assert.throws(() => clipOf({ rate: 8000, samples: new Float64Array(10) }), {
      name: 'RangeError',
      message: 'expected a sound, but got silence',
    });
  });
});
