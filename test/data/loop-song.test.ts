import assert from 'node:assert/strict';

import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, loadLoops } from '../../lib/data/loops';
import { loopSong } from '../../lib/data/loop-song';
import { encodeMidi, playSong } from '../../lib/sound';

describe('loopSong', () => {
  /** Two loops: the first silent, the second with a kick, a bass C and a chord's E. */
  const rolls = () => {
    const data = new Uint8Array(2 * LOOP_STEPS * LOOP_ROWS);
    const sound = (row: number, from: number, to: number) => {
      for (let step = from; step < to; step++) data[(LOOP_STEPS + step) * LOOP_ROWS + row] = 1;
    };
    sound(0, 4, 6);
    sound(LOOP_TRACKS.bass.first + 8, 0, 4);
    sound(LOOP_TRACKS.chords.first + 4, 8, 12);
    return { shape: [2, LOOP_STEPS, LOOP_ROWS] as const, data };
  };

  it('strikes drums at each cell, and holds tones as long as cells follow each other', () => {
    const { tracks, name, numSteps, stepsPerBeat } = loopSong(rolls(), 1, { name: 'by hand' });
    assert.deepEqual([name, numSteps, stepsPerBeat], ['by hand', 64, 4]);
    const notes = Object.fromEntries(tracks.map((track) => [track.name, track.notes]));
    assert.deepEqual(notes.drums, [
      { pitch: 36, start: 4, length: 1 },
      { pitch: 36, start: 5, length: 1 },
    ]);
    assert.deepEqual(notes.bass, [{ pitch: 36, start: 0, length: 4 }]);
    assert.deepEqual(notes.chords, [{ pitch: 52, start: 8, length: 4 }]);
  });

  it('is silent where a loop is', () => {
    assert.ok(loopSong(rolls(), 0, { name: 'silence' }).tracks.every(({ notes }) => notes.length === 0)); // prettier-ignore
  });

  it('can be played and written as MIDI', () => {
    const song = loopSong(loadLoops().test.rolls, 0, { name: 'a loop', beatsPerMinute: 120 });
    assert.equal(encodeMidi(song).subarray(0, 4).toString(), 'MThd');
    const { samples, sampleRate } = playSong(song);
    assert.ok(samples.length / sampleRate >= 8); // 64 sixteenths at 120 beats a minute
  });

  it('refuses a place that is none', () => {
    assert.throws(() => loopSong(rolls(), 2, { name: 'none' }), /expected a place from 0 to 1, but got 2/); // prettier-ignore
  });
});
