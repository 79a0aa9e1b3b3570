import assert from 'node:assert/strict';

import { LOOP_ROWS, LOOP_TRACKS } from '../../../lib/data/loops';
import type { Midi, MidiNote } from '../../../tools/data/midi';
import { rollsOf } from '../../../tools/data/rolls';

const BEAT = 96;
const { bass, chords } = LOOP_TRACKS;

/** A file of two loops, of which the second has these notes, given in beats after its mark. */
function midiWith(
  name: string,
  notes: readonly (readonly [start: number, end: number, pitch: number])[],
): Midi {
  const start = 16 * BEAT;
  const toTicks = ([from, to, pitch]: (typeof notes)[number]): MidiNote => ({
    start: start + from * BEAT,
    end: start + to * BEAT,
    pitch,
  });
  return {
    ticksPerBeat: BEAT,
    tracks: [{ name, notes: notes.map(toTicks) }],
    marks: [
      { tick: 0, text: 'first' },
      { tick: start, text: 'second' },
    ],
    times: [{ tick: 0, text: '4/4' }],
  };
}

/** The cells that are on in the second loop, as [step, row]. */
const cellsOf = (midi: Midi) => {
  const roll = rollsOf(midi).get('second') ?? new Uint8Array();
  return [...roll.keys()]
    .filter((i) => roll[i])
    .map((i) => [Math.floor(i / LOOP_ROWS), i % LOOP_ROWS]);
};

describe('rollsOf', () => {
  it('strikes drums for one step, in the row of their kind', () => {
    const midi = midiWith('Drum-Kick', [
      [0, 3, 35],
      [1, 1, 42],
      [2, 2, 75],
    ]);
    assert.deepEqual(cellsOf(midi), [
      [0, 0],
      [4, 2],
      [8, 8],
    ]);
  });

  it('holds bass and chords as long as they sound, at least a step, up to the end of the loop', () => {
    assert.deepEqual(cellsOf(midiWith('Walk', [[1, 1.5, 30]])), [
      [4, bass.first + 2],
      [5, bass.first + 2],
    ]);
    const chord = midiWith('Chord-Sus', [
      [0, 0.05, 48],
      [15.75, 20, 50],
    ]);
    assert.deepEqual(cellsOf(chord), [
      [0, chords.first],
      [63, chords.first + 2],
    ]);
  });

  it('takes the nearest step, also for a note a little before the beginning', () => {
    assert.deepEqual(
      cellsOf(
        midiWith('Bass', [
          [-0.1, 0.2, 28],
          [0.4, 0.6, 29],
        ]),
      ).length,
      2,
    );
    assert.deepEqual(cellsOf(midiWith('Bass', [[-0.2, 0.2, 28]])), []); // it is of the loop before
  });

  it('plays what is out of range an octave higher or lower', () => {
    const midi = midiWith('Bass', [
      [0, 0.25, 27],
      [1, 1.25, 52],
    ]);
    assert.deepEqual(cellsOf(midi), [
      [0, bass.first + 11],
      [4, bass.first + 12],
    ]);
  });

  it('leaves out other tracks, and loops in another time', () => {
    assert.deepEqual(cellsOf(midiWith('Trumpet', [[0, 1, 60]])), []);
    const waltz = { ...midiWith('Bass', []), times: [{ tick: 0, text: '3/4' }] };
    assert.equal(rollsOf(waltz).size, 0);
  });
});
