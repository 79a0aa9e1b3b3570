import { LOOP_ROWS, LOOP_STEPS, LOOP_TRACKS, type Loops } from '../data/loops';
import { chromaOf, tonalDistance } from './chroma';
import { wassersteinDistance } from './wasserstein';

/** Piano rolls of loops, as {@link Loops} has them. */
export type Rolls = Loops['rolls'];

const STEPS_A_BAR = 16;
const STEPS_A_BEAT = 4;

/** One loop of many. */
interface Loop {
  /** Whether a row of a track sounds at a step. */
  readonly sounds: (track: TrackName, step: number, row: number) => boolean;
}
type TrackName = keyof typeof LOOP_TRACKS;
type PitchedName = 'bass' | 'chords';

const range = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);
const ALL_STEPS = range(LOOP_STEPS);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** Of each row of a track at how many of the steps it sounds. */
const counts = ({ sounds }: Loop, track: TrackName, steps: readonly number[]): number[] =>
  range(LOOP_TRACKS[track].rows).map(
    (row) => steps.filter((step) => sounds(track, step, row)).length,
  );

const atOnce = (loop: Loop, track: TrackName, step: number): number =>
  counts(loop, track, [step]).reduce((sum, each) => sum + each, 0);

const BARS = range(LOOP_STEPS / STEPS_A_BAR).map((bar) => range(STEPS_A_BAR, bar * STEPS_A_BAR));
const BEATS = range(LOOP_STEPS / STEPS_A_BEAT).map((beat) =>
  range(STEPS_A_BEAT, beat * STEPS_A_BEAT),
);

const chroma = (loop: Loop, track: PitchedName, steps: readonly number[]): number[] =>
  chromaOf(counts(loop, track, steps), LOOP_TRACKS[track].pitch);
const numSounding = (values: readonly number[]): number => values.filter((each) => each > 0).length;

/** Different pitch classes in a bar, of bars in which any sounds. */
const usedClasses = (track: PitchedName) => (loop: Loop) =>
  mean(BARS.map((bar) => numSounding(chroma(loop, track, bar))).filter((used) => used > 0));

/** Share of notes that last two steps or more. */
const longNotes = (track: PitchedName) => (loop: Loop) => {
  const isOn = (step: number, row: number) =>
    step >= 0 && step < LOOP_STEPS && loop.sounds(track, step, row);
  const lengths = range(LOOP_TRACKS[track].rows).flatMap((row) =>
    ALL_STEPS.filter((step) => isOn(step, row) && !isOn(step - 1, row)).map((start) =>
      isOn(start + 1, row) ? 1 : 0,
    ),
  );
  return mean(lengths);
};

/** Beats in which both bass and chords sound, with the chroma of each. */
const beatsOfBoth = (loop: Loop) =>
  BEATS.map((beat) => [chroma(loop, 'bass', beat), chroma(loop, 'chords', beat)] as const).filter(
    (both) => both.every((each) => numSounding(each) > 0),
  );

const drumsOf = (loop: Loop, steps: readonly number[]): boolean[] =>
  steps.flatMap((step) =>
    range(LOOP_TRACKS.drums.rows).map((row) => loop.sounds('drums', step, row)),
  );

/** How much of a bar's drums the next bar repeats: 1 less the share of strokes that only one of two bars has. */
function drumsRepeated(loop: Loop): number {
  const bars = BARS.map((bar) => drumsOf(loop, bar));
  const pairs = bars.slice(1).map((bar, i) => [bars[i], bar] as const);
  const strokes = pairs.flat().flat().filter(Boolean).length;
  const different = pairs.flatMap(([a, b]) => a.filter((each, i) => each !== b[i])).length;
  return strokes > 0 ? 1 - different / strokes : NaN;
}

function drumsOnEighths(loop: Loop): number {
  const of = (steps: readonly number[]) => drumsOf(loop, steps).filter(Boolean).length;
  const all = of(ALL_STEPS);
  return all > 0 ? of(ALL_STEPS.filter((step) => step % 2 === 0)) / all : NaN;
}

/**
 * What is measured of a loop, one number each: NaN where it has no such notes.
 *
 * @see Dong et al. 2018, "MuseGAN: multi-track sequential generative adversarial networks for symbolic music generation
 *   and accompaniment", section 5.1, for used pitch classes, qualified notes (there no shorter than a 32nd), drum patterns and
 *   tonal distance; Dong and Yang 2018, "Convolutional generative adversarial networks with binary neurons for polyphonic
 *   music generation", section 4.3, for polyphony. Repeated drums, notes of the bass at once and shared classes are ours
 */
const MEASURES = {
  'bass: pitch classes a bar': usedClasses('bass'),
  'chords: pitch classes a bar': usedClasses('chords'),
  'bass: notes that are long': longNotes('bass'),
  'chords: notes that are long': longNotes('chords'),
  'chords: steps of three notes': (loop) =>
    mean(ALL_STEPS.map((step) => Number(atOnce(loop, 'chords', step) >= 3))),
  'bass: notes at once': (loop) =>
    mean(ALL_STEPS.map((step) => atOnce(loop, 'bass', step)).filter((notes) => notes > 0)),
  'drums: strokes on eighths': drumsOnEighths,
  'drums: repeated in the next bar': drumsRepeated,
  'bass to chords: tonal distance': (loop) =>
    mean(beatsOfBoth(loop).map(([bass, chords]) => tonalDistance(bass, chords))),
  'bass and chords: beats with a class in common': (loop) =>
    mean(
      beatsOfBoth(loop).map(([bass, chords]) =>
        Number(bass.some((each, pitchClass) => each > 0 && chords[pitchClass] > 0)),
      ),
    ),
} satisfies Readonly<Record<string, (loop: Loop) => number>>;

/** The name of a measure of loops. */
export type LoopMeasure = keyof typeof MEASURES;

/** The ten measures, in the order of a table. */
export const LOOP_MEASURES = Object.keys(MEASURES) as LoopMeasure[];

/** Of each measure one number a loop, of loops that have it. */
export type LoopMeasures = Readonly<Record<LoopMeasure, readonly number[]>>;

/**
 * Measures loops of drums, bass and chords.
 *
 * @param rolls cells above 0 sound
 * @throws RangeError when they are no loops of 64 steps and 69 rows
 */
export function measureLoops({ shape, data }: Rolls): LoopMeasures {
  const [count, steps, rows] = shape;
  if (steps !== LOOP_STEPS || rows !== LOOP_ROWS || data.length !== count * steps * rows) {
    throw new RangeError(
      `expected rolls of ${LOOP_STEPS} steps and ${LOOP_ROWS} rows, but got [${shape}] and ${data.length} cells`,
    );
  }
  const loops = range(count).map(
    (i): Loop => ({
      sounds: (track, step, row) =>
        data[(i * LOOP_STEPS + step) * LOOP_ROWS + LOOP_TRACKS[track].first + row] > 0,
    }),
  );
  const measured = LOOP_MEASURES.map((name) => [
    name,
    loops.map(MEASURES[name]).filter((value) => !Number.isNaN(value)),
  ]);
  return Object.fromEntries(measured) as LoopMeasures; // of all names
}

/**
 * How far loops' measures are distributed from those of others, each in its own unit ({@link wassersteinDistance}).
 *
 * @throws RangeError when no loop of either has a measure
 */
export const measureDistances = (
  a: LoopMeasures,
  b: LoopMeasures,
): Readonly<Record<LoopMeasure, number>> =>
  Object.fromEntries(
    LOOP_MEASURES.map((name) => [name, wassersteinDistance(a[name], b[name])]),
  ) as Record<LoopMeasure, number>; // of all names
