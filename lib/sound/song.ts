import type { tf } from '../backend';
import { requirePositive } from '../check';

/** What plays a track, here and in a MIDI file. */
export type Instrument = 'drums' | 'bass' | 'piano' | 'guitar' | 'strings' | 'lead';

/** A note, or a hit on a drum. */
export interface Note {
  /** As in MIDI: 60 is the middle C, 69 the A of 440 Hz, one more is a semitone; for drums see {@link DRUMS}. */
  readonly pitch: number;
  /** When it begins, in steps. */
  readonly start: number;
  /** How long it sounds, in steps. */
  readonly length: number;
}

/** One instrument's notes. */
export interface Track {
  readonly name: string;
  readonly instrument: Instrument;
  readonly notes: readonly Note[];
}

/** A piece of music. */
export interface Song {
  readonly name: string;
  readonly tracks: readonly Track[];
  readonly numSteps: number;
  /** Steps of a beat: 4 are sixteenth notes. */
  readonly stepsPerBeat: number;
  readonly beatsPerMinute: number;
}

/** The drums of General MIDI that loops are made of, by pitch. */
export const DRUMS: Readonly<Record<number, string>> = {
  36: 'kick',
  38: 'snare',
  39: 'clap',
  42: 'closed hi-hat',
  45: 'low tom',
  46: 'open hi-hat',
  48: 'high tom',
  49: 'crash',
  51: 'ride',
};

/** How a roll is read. */
export interface RollOptions {
  /** Of each column, as in {@link Note}. */
  readonly pitches: readonly number[];
  /** A cell above it sounds. Default 0.5. */
  readonly threshold?: number;
  /** Whether cells of one pitch that follow each other are one note, or a hit each, as for drums. Default `held`. */
  readonly cells?: 'held' | 'struck';
}

/**
 * The notes of a piano roll, as networks make them, in the order in which they begin.
 *
 * @param roll `[steps, pitches]`; stays the caller's
 * @throws RangeError when the shape is another
 */
export function notesOf(
  roll: tf.Tensor2D,
  { pitches, threshold = 0.5, cells = 'held' }: RollOptions,
): Note[] {
  const [numSteps, numPitches] = roll.shape;
  if (roll.rank !== 2 || numPitches !== pitches.length) {
    throw new RangeError(
      `expected a roll of shape [steps, ${pitches.length}], a column for each pitch, but got [${roll.shape.join(', ')}]`,
    );
  }
  const values = roll.dataSync();
  const sounds = (step: number, column: number) =>
    step >= 0 && step < numSteps && values[step * numPitches + column] > threshold;
  const notes: Note[] = [];
  for (let start = 0; start < numSteps; start++) {
    pitches.forEach((pitch, column) => {
      if (!sounds(start, column) || (cells === 'held' && sounds(start - 1, column))) return;
      let length = 1;
      while (cells === 'held' && sounds(start + length, column)) length++;
      notes.push({ pitch, start, length });
    });
  }
  return notes;
}

/** @throws RangeError unless lengths are above 0 and every note is a pitch from 0 to 127 within the song */
export function requireSong({ tracks, numSteps, stepsPerBeat, beatsPerMinute }: Song): void {
  requirePositive('numSteps', numSteps);
  requirePositive('stepsPerBeat', stepsPerBeat);
  requirePositive('beatsPerMinute', beatsPerMinute);
  for (const { name, notes } of tracks) {
    for (const { pitch, start, length } of notes) {
      const isPitch = Number.isInteger(pitch) && pitch >= 0 && pitch <= 127;
      if (isPitch && start >= 0 && length > 0 && start + length <= numSteps) continue;
      throw new RangeError(
        `expected notes of ${name} with pitches from 0 to 127 within ${numSteps} steps, ` +
          `but got pitch ${pitch} from step ${start} for ${length}`,
      );
    }
  }
}

/** Seconds that a step lasts. */
export function secondsPerStep({ stepsPerBeat, beatsPerMinute }: Song): number {
  return 60 / beatsPerMinute / stepsPerBeat;
}
