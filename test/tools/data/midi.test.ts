import assert from 'node:assert/strict';

import { readMidi } from '../../../tools/data/midi';
import { midiOf } from './midi-bytes';

describe('readMidi', () => {
  it('reads notes, whose end may be a beginning of loudness 0, and a status that is not said again', () => {
    const { ticksPerBeat, tracks } = readMidi(
      midiOf([
        [0, 0x90, 60, 80],
        [10, 64, 80],
        [100, 0x90, 60, 0],
        [0, 0x80, 64, 0],
      ]),
    );
    assert.equal(ticksPerBeat, 96);
    assert.deepEqual(tracks[0].notes, [
      { start: 0, end: 110, pitch: 60 },
      { start: 10, end: 110, pitch: 64 },
    ]);
  });

  it('tells channels apart, and skips what is no note', () => {
    const { tracks } = readMidi(
      midiOf([
        [0, 0xc1, 5],
        [0, 0xb1, 7, 100],
        [0, 0x91, 60, 80],
        [1, 0x92, 60, 80],
        [5, 0x81, 60, 0],
      ]),
    );
    assert.deepEqual(tracks[0].notes, [{ start: 0, end: 6, pitch: 60 }]);
  });

  it('reads names, marks and time signatures, and ticks of two bytes', () => {
    const name = [0, 0xff, 3, 4, ...Buffer.from('Bass')];
    const time = [0, 0xff, 88, 4, 6, 3, 24, 8]; // 6/2³
    const mark = [0x81, 0x48, 0xff, 6, 1, 65]; // after 128 + 72 ticks
    const { tracks, marks, times } = readMidi(midiOf([name, time, mark]));
    assert.equal(tracks[0].name, 'Bass');
    assert.deepEqual(times, [{ tick: 0, text: '6/8' }]);
    assert.deepEqual(marks, [{ tick: 200, text: 'A' }]);
  });

  it('throws on another file', () => {
    assert.throws(
      () => readMidi(Buffer.from('hello')),
      /expected a MIDI file, which starts with MThd/,
    );
  });
});
