import { requireInteger } from '../check';
import { type SetIdentity, readSet } from './set-file';
import { unpackBits } from './voxels';

/** The file of {@link loadLoops}. */
export const LOOPS_SET: SetIdentity = { name: 'loops', version: '1', isCopyleft: true };

/** Steps of a loop: four bars of sixteen, a sixteenth note each. */
export const LOOP_STEPS = 64;

/** What the first nine rows play, and the note that General MIDI plays it by. */
export const LOOP_DRUMS = [
  { name: 'kick', pitch: 36 },
  { name: 'snare', pitch: 38 },
  { name: 'closed hi-hat', pitch: 42 },
  { name: 'open hi-hat', pitch: 46 },
  { name: 'tom', pitch: 45 },
  { name: 'crash', pitch: 49 },
  { name: 'ride', pitch: 51 },
  { name: 'shaker', pitch: 70 },
  { name: 'other percussion', pitch: 63 },
] as const;

/** Which rows are whose; `pitch` is the MIDI note of a track's first row, and each row is a semitone. */
export const LOOP_TRACKS = {
  drums: { first: 0, rows: 9 },
  bass: { first: 9, rows: 24, pitch: 28 },
  chords: { first: 33, rows: 36, pitch: 48 },
} as const;

/** Rows of all tracks together. */
export const LOOP_ROWS = 69;

/** One style in so many is held out: the one with this place among them. */
const HELD_OUT = { every: 5, which: 3 };

/** Loops of drums, bass and chords. */
export interface Loops {
  /**
   * Piano rolls, `[count, 64, 69]`: steps, then rows as {@link LOOP_TRACKS} says. Drums are struck where there is a 1;
   * bass and chords sound as long as there are ones.
   */
  readonly rolls: {
    readonly shape: readonly [count: number, steps: number, rows: number];
    readonly data: Uint8Array;
  };
  /** Of each loop its groove, such as `stdlib/bossanova:BossaNova`. */
  readonly grooves: readonly string[];
}

/**
 * Loops of four bars in many styles over the chords C, A minor, D minor and G7, as the program MMA plays the grooves
 * that people wrote for it. Other keys are made by {@link transposeLoops}.
 *
 * Held out is one family of styles in five: grooves that are almost alike are of one family. Licence: GPL 2 or later.
 *
 * @throws Error naming the file, what was found and what to do
 */
export function loadLoops(path?: string): { readonly train: Loops; readonly test: Loops } {
  const set = readSet(LOOPS_SET, path);
  const families = set.array('families', 'int16', 1).data;
  const grooves = set.lines('grooves');
  const bits = set.array('bits', 'uint8', 2).data;
  const size = bits.length / grooves.length;
  const part = (isTest: boolean): Loops => {
    const isHeldOut = (i: number) => families[i] % HELD_OUT.every === HELD_OUT.which;
    const places = grooves.flatMap((_, i) => (isHeldOut(i) === isTest ? [i] : []));
    const packed = places.map((i) => bits.subarray(i * size, (i + 1) * size));
    return {
      rolls: {
        shape: [places.length, LOOP_STEPS, LOOP_ROWS],
        data: unpackBits(Uint8Array.from(Buffer.concat(packed))),
      },
      grooves: places.map((i) => grooves[i]),
    };
  };
  return { train: part(false), test: part(true) };
}

/** Some of the loops, in the order asked for. @param places each from 0 to the number of loops − 1 */
export function pickLoops({ rolls, grooves }: Loops, places: ArrayLike<number>): Loops {
  const [, steps, rows] = rolls.shape;
  const size = steps * rows;
  const data = new Uint8Array(places.length * size);
  Array.from(places).forEach((place, i) => {
    data.set(rolls.data.subarray(place * size, (place + 1) * size), i * size);
  });
  return {
    rolls: { shape: [places.length, steps, rows], data },
    grooves: Array.from(places, (place) => grooves[place]),
  };
}

/**
 * The same loops in another key: bass and chords go up by so many semitones, and what leaves its track's range comes
 * back an octave lower or higher. Drums stay.
 *
 * @param semitones −11 to 11; the twelve keys are −6 to 5
 */
export function transposeLoops({ rolls, grooves }: Loops, semitones: number): Loops {
  const rowOf = rowsInKey(semitones);
  const moved = new Uint8Array(rolls.data.length);
  for (let i = 0; i < moved.length; i++) {
    const row = i % LOOP_ROWS;
    if (rolls.data[i]) moved[i - row + rowOf[row]] = 1;
  }
  return { rolls: { shape: rolls.shape, data: moved }, grooves };
}

/** Where each row goes in {@link transposeLoops}. @param semitones −11 to 11 */
export function rowsInKey(semitones: number): number[] {
  requireInteger('semitones', semitones, { min: -11, max: 11 });
  return Array.from({ length: LOOP_ROWS }, (_, row) => transposedRow(row, semitones));
}

function transposedRow(row: number, semitones: number): number {
  const { bass, chords } = LOOP_TRACKS;
  if (row < bass.first) return row;
  const { first, rows } = row < chords.first ? bass : chords;
  const place = row - first + semitones;
  return first + (place < 0 ? place + 12 : place >= rows ? place - 12 : place);
}
