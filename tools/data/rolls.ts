import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS } from '../../lib/data/loops';
import type { Midi, MidiNote } from './midi';

/** Which track of a loop a track of the program plays, by the beginning of its name. */
const TRACKS = { drums: /^Drum/, bass: /^(Bass|Walk)/, chords: /^(Chord|Arpeggio|Plectrum)/ };

/** Rows of General MIDI's drums, in the order of LOOP_DRUMS; any other one is the last row. */
const DRUMS: readonly (readonly number[])[] = [
  [35, 36],
  [37, 38, 39, 40],
  [42, 44],
  [46],
  [41, 43, 45, 47, 48, 50],
  [49, 52, 55, 57],
  [51, 53, 59],
  [54, 58, 69, 70, 82],
];

/** Steps in a quarter note, and quarter notes in a loop. */
const [STEPS, BEATS] = [4, 16];

/** Piano rolls of a loop from each mark of a file on, `[64, 69]` each, by the marks' texts; where it is in 4/4. */
export function rollsOf(midi: Midi): Map<string, Uint8Array> {
  const rolls = new Map<string, Uint8Array>();
  midi.marks.forEach(({ tick, text }, i) => {
    const end = midi.marks[i + 1]?.tick ?? tick + BEATS * midi.ticksPerBeat;
    const time = midi.times.filter((one) => one.tick <= tick).at(-1)?.text;
    if (time === '4/4' && end - tick === BEATS * midi.ticksPerBeat)
      rolls.set(text, rollAt(midi, tick));
  });
  return rolls;
}

function rollAt({ tracks, ticksPerBeat }: Midi, tick: number): Uint8Array {
  const roll = new Uint8Array(LOOP_STEPS * LOOP_ROWS);
  const stepOf = (time: number) => Math.round(((time - tick) / ticksPerBeat) * STEPS);
  for (const { name, notes } of tracks) {
    const track = trackNamed(name);
    if (!track) continue;
    for (const note of notes) {
      const start = stepOf(note.start);
      if (start < 0 || start >= LOOP_STEPS) continue;
      const end = track === 'drums' ? start + 1 : Math.max(start + 1, stepOf(note.end));
      const row = rowOf(track, note);
      for (let step = start; step < Math.min(end, LOOP_STEPS); step++) {
        roll[step * LOOP_ROWS + row] = 1;
      }
    }
  }
  return roll;
}

const trackNamed = (name: string): keyof typeof TRACKS | undefined =>
  (['drums', 'bass', 'chords'] as const).find((track) => TRACKS[track].test(name));

/** The row of a note; what is out of its track's range is played in the nearest octave that is within. */
function rowOf(track: keyof typeof TRACKS, { pitch }: MidiNote): number {
  if (track === 'drums') {
    const place = DRUMS.findIndex((pitches) => pitches.includes(pitch));
    return place < 0 ? DRUMS.length : place;
  }
  const { first, rows, pitch: lowest } = LOOP_TRACKS[track];
  let place = pitch - lowest;
  while (place < 0) place += 12;
  while (place >= rows) place -= 12;
  return first + place;
}
