import assert from 'node:assert/strict';

import { Random } from '../../lib/random';
import { hertzOf, playTone } from '../../lib/sound/voices';
import { assertClose } from '../assert-close';
import { peakOf, pitchOf } from './pitch';

const RATE = 8000;

describe('hertzOf', () => {
  it('is 440 for the A above the middle C, and doubles with each octave', () => {
    assert.deepEqual([57, 69, 81].map(hertzOf), [220, 440, 880]);
    assertClose(hertzOf(60), 261.626, 1e-3); // the middle C
  });
});

describe('playTone', () => {
  for (const instrument of ['bass', 'piano', 'guitar', 'strings', 'lead'] as const) {
    const play = (pitch: number, seconds = 0.5, sampleRate = RATE) =>
      playTone(instrument, { pitch, seconds, sampleRate }, new Random(1));

    it(`has the pitch asked for, within a tenth of a semitone (${instrument})`, () => {
      for (const pitch of [40, 52, 60, 67, 76]) {
        const found = pitchOf(play(pitch).subarray(800, 4000), RATE, hertzOf(pitch));
        assertClose(12 * Math.log2(found / hertzOf(pitch)), 0, 0.1);
      }
    });

    it(`begins and ends in silence, and is nowhere louder than 1 (${instrument})`, () => {
      const samples = play(52);
      assert.ok(peakOf(samples) <= 1 && peakOf(samples) > 0.2, `${peakOf(samples)}`);
      assertClose(samples[samples.length - 1], 0, 0.01);
      if (instrument !== 'guitar') assert.equal(samples[0], 0); // a pluck begins at once
    });

    it(`lasts as long as the key is held, and a little longer (${instrument})`, () => {
      const seconds = play(60, 0.5).length / RATE;
      assert.ok(seconds > 0.5 && seconds < 0.8, `${seconds}`);
    });
  }

  it('leaves out overtones that the rate cannot hold', () => {
    // 1,319 Hz at 8,000 a second: the third overtone, of 5,274 Hz, would be heard at 2,726.
    const samples = playTone('lead', { pitch: 88, seconds: 0.5, sampleRate: RATE }, new Random(1));
    const at = (hertz: number) => {
      let [real, imaginary] = [0, 0];
      for (let n = 400; n < 4000; n++) {
        real += samples[n] * Math.cos((2 * Math.PI * hertz * n) / RATE);
        imaginary += samples[n] * Math.sin((2 * Math.PI * hertz * n) / RATE);
      }
      return Math.hypot(real, imaginary);
    };
    assert.ok(at(RATE - 4 * hertzOf(88)) < at(hertzOf(88)) / 100);
    assert.ok(at(RATE - 5 * hertzOf(88)) < at(hertzOf(88)) / 100);
  });

  it('plucks each time otherwise, and the same for the same seed', () => {
    const note = { pitch: 52, seconds: 0.1, sampleRate: RATE };
    const random = new Random(3);
    const [first, second] = [playTone('guitar', note, random), playTone('guitar', note, random)];
    assert.notDeepEqual(first, second);
    assert.deepEqual(playTone('guitar', note, new Random(3)), first);
  });
});
