import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { type Instrument, type Song, playSong } from '../../lib/sound';
import { assertClose } from '../assert-close';
import { peakOf, pitchOf } from './pitch';

const RATE = 8000;

describe('playSong', () => {
  it('is as loud as 0.9 however many notes sound at once, so that nothing is clipped', () => {
    const chord = [48, 52, 55, 59, 62].map((pitch) => ({ pitch, start: 0, length: 8 }));
    for (const song of [
      songOf('piano', chord),
      songOf('piano', chord.slice(0, 1)),
      songOf('drums', [{ pitch: 36, start: 0, length: 1 }]),
    ]) {
      assertClose(peakOf(playSong(song).samples), 0.9, 1e-6);
    }
  });

  it('plays notes when they begin, at their pitch', () => {
    // Two beats of silence, a second, then an A.
    const { samples, sampleRate, name } = playSong(
      songOf('lead', [{ pitch: 69, start: 8, length: 8 }]),
    );
    assert.deepEqual([name, sampleRate], ['song', RATE]);
    assert.equal(peakOf(samples.subarray(0, RATE)), 0);
    assert.ok(peakOf(samples.subarray(RATE, RATE + 160)) > 0.2);
    assertClose(pitchOf(samples.subarray(RATE + 400, 2 * RATE - 400), RATE, 440), 440, 1);
  });

  it('lasts as long as the song, and a quarter of a second', () => {
    const { samples } = playSong(songOf('bass', []));
    assert.equal(samples.length, 2.25 * RATE);
    assert.equal(peakOf(samples), 0);
  });

  it('ends in silence', () => {
    const { samples } = playSong(songOf('guitar', [{ pitch: 50, start: 12, length: 4 }]));
    assertClose(samples[samples.length - 1], 0, 1e-6);
    assert.ok(peakOf(samples.subarray(-80)) < 0.05);
  });

  it('plays at the rate asked for', () => {
    const song = songOf('strings', [{ pitch: 69, start: 0, length: 16 }]);
    const { samples, sampleRate } = playSong(song, { sampleRate: 16_000 });
    assert.equal(sampleRate, 16_000);
    assertClose(pitchOf(samples.subarray(4000, 12_000), 16_000, 440), 440, 1);
  });

  it('is the same for the same seed, and another for another', () => {
    const song = songOf('drums', [{ pitch: 38, start: 0, length: 1 }]);
    assert.deepEqual(playSong(song, { seed: 2 }), playSong(song, { seed: 2 }));
    assert.notDeepEqual(playSong(song, { seed: 2 }), playSong(song, { seed: 3 }));
  });

  it('leaves no tensor', () => {
    const before = tf.memory().numTensors;
    playSong(songOf('guitar', [{ pitch: 50, start: 0, length: 4 }]));
    assert.equal(tf.memory().numTensors, before);
  });

  it('refuses notes outside the song, and no rate', () => {
    const late = songOf('bass', [{ pitch: 40, start: 15, length: 2 }]);
    assert.throws(() => playSong(late), /^RangeError: expected notes of bass with pitches/);
    assert.throws(
      () => playSong(songOf('bass', []), { sampleRate: 0 }),
      /sampleRate to be a number above 0/,
    );
  });
});

/** Sixteen sixteenth notes at 120 beats a minute: two seconds. */
function songOf(instrument: Instrument, notes: Song['tracks'][0]['notes']): Song {
  const tracks = [{ name: instrument, instrument, notes }];
  return { name: 'song', tracks, numSteps: 16, stepsPerBeat: 4, beatsPerMinute: 120 };
}
