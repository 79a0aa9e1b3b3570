import { tf } from '../backend';
import { type Song, type Track, notesOf } from '../sound/song';
import { LOOP_DRUMS, LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, type Loops } from './loops';

/** How a loop is played. */
export interface LoopSongOptions {
  readonly name: string;
  /** Default 110. */
  readonly beatsPerMinute?: number;
}

const semitonesFrom = ({ pitch, rows }: { readonly pitch: number; readonly rows: number }) =>
  Array.from({ length: rows }, (_, row) => pitch + row);

/** Who plays a track, and by which MIDI notes its rows are played. */
interface LoopPlayer extends Pick<Track, 'name' | 'instrument'> {
  readonly cells: 'held' | 'struck';
  readonly rows: { readonly first: number; readonly rows: number };
  readonly pitches: readonly number[];
}

const { drums, bass, chords } = LOOP_TRACKS;
const DRUM_PITCHES: readonly number[] = LOOP_DRUMS.map(({ pitch }) => pitch);
const PLAYERS: readonly LoopPlayer[] = [
  { name: 'drums', instrument: 'drums', cells: 'struck', rows: drums, pitches: DRUM_PITCHES },
  { name: 'bass', instrument: 'bass', cells: 'held', rows: bass, pitches: semitonesFrom(bass) },
  {
    name: 'chords',
    instrument: 'piano',
    cells: 'held',
    rows: chords,
    pitches: semitonesFrom(chords),
  },
];

/**
 * One of many loops as a song, to be drawn, played and written as MIDI: sixteenth notes, four bars of four beats.
 *
 * @param place of the loop, from 0
 * @throws RangeError when there is no such loop
 */
export function loopSong(
  { shape: [count], data }: Loops['rolls'],
  place: number,
  { name, beatsPerMinute = 110 }: LoopSongOptions,
): Song {
  if (!(Number.isInteger(place) && place >= 0 && place < count)) {
    throw new RangeError(`expected a place from 0 to ${count - 1}, but got ${place}`);
  }
  const start = place * LOOP_STEPS * LOOP_ROWS;
  const tracks = PLAYERS.map(({ rows, pitches, cells, name: player, instrument }): Track => {
    const values = Float32Array.from({ length: LOOP_STEPS * rows.rows }, (_, i) => {
      const [step, row] = [Math.floor(i / rows.rows), i % rows.rows];
      return data[start + step * LOOP_ROWS + rows.first + row];
    });
    const roll = tf.tensor2d(values, [LOOP_STEPS, rows.rows]);
    const notes = notesOf(roll, { pitches, cells });
    roll.dispose();
    return { name: player, instrument, notes };
  });
  return { name, tracks, numSteps: LOOP_STEPS, stepsPerBeat: 4, beatsPerMinute };
}
