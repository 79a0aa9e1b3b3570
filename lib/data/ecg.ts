import { type SetIdentity, readSet } from './set-file';

/** The file of {@link loadHeartBeats}. */
export const ECG_SET: SetIdentity = { name: 'ecg', version: '1' };

/** Of the record, in a second; and its units in a millivolt. */
export const [SAMPLES_PER_SECOND, UNITS_PER_MILLIVOLT] = [360, 200];

/** Samples of a beat: so many before its peak, and as many in all. */
const [BEFORE, LENGTH] = [48, 128];
/** Beats until this second are trained on, later ones held out. */
const SPLIT_SECONDS = 180;
/** Samples above half of the peak from which on a beat counts as wide: 39 ms. */
const WIDE = 14;

/** The classes of beats. */
export const BEAT_CLASSES = ['narrow', 'wide'] as const;

/** Heart beats. */
export interface HeartBeats {
  /** `[count, 128]`: millivolts, 360 a second, each beat's median at 0 and its peak at sample 48. */
  readonly signals: Float32Array;
  readonly count: number;
  /** Of each beat a place in {@link BEAT_CLASSES}. */
  readonly labels: Uint8Array;
  /** Of each beat how many samples around its peak are above half of it. */
  readonly widths: Uint8Array;
  /** Of each beat when its peak was, in seconds. */
  readonly times: Float32Array;
}

/**
 * About 480 heart beats out of five minutes of one patient's electrocardiogram, the last two minutes held out.
 *
 * Most are narrow; every fourth is wide, as beats are that begin in a ventricle. No physician's labels come with the
 * record: a beat is called wide by its width alone, and a few in between may be called otherwise by others. One
 * patient, one lead: nothing that holds here need hold for anybody else.
 *
 * Record 208 of the MIT-BIH Arrhythmia Database as SciPy ships it, BSD-3-Clause.
 *
 * @throws Error naming the file, what was found and what to do
 * @see Moody and Mark 2001, "The impact of the MIT-BIH Arrhythmia Database"
 */
export function loadHeartBeats(path?: string): {
  readonly train: HeartBeats;
  readonly test: HeartBeats;
} {
  const file = readSet(ECG_SET, path);
  const record = file.array('record', 'int16', 1).data;
  const peaks = [...file.array('peaks', 'int32', 1).data];
  const split = SPLIT_SECONDS * SAMPLES_PER_SECOND;
  const part = (start: number, end: number) => {
    const isWithin = (peak: number) => peak - BEFORE >= start && peak - BEFORE + LENGTH <= end;
    return beatsAt(record, peaks.filter(isWithin));
  };
  return { train: part(0, split), test: part(split, record.length) };
}

function beatsAt(record: Int16Array, peaks: readonly number[]): HeartBeats {
  const beats = peaks.map((peak) => beatAt(record, peak));
  const signals = new Float32Array(peaks.length * LENGTH);
  beats.forEach((beat, i) => signals.set(beat, i * LENGTH));
  const widths = Uint8Array.from(beats, widthOf);
  return {
    signals,
    count: peaks.length,
    labels: widths.map((width) => Number(width >= WIDE)),
    widths,
    times: Float32Array.from(peaks, (peak) => peak / SAMPLES_PER_SECOND),
  };
}

function beatAt(record: Int16Array, peak: number): Float32Array {
  const samples = record.subarray(peak - BEFORE, peak - BEFORE + LENGTH);
  const sorted = samples.slice().sort();
  const median = (sorted[LENGTH / 2 - 1] + sorted[LENGTH / 2]) / 2;
  return Float32Array.from(samples, (value) => (value - median) / UNITS_PER_MILLIVOLT);
}

/** Samples around the peak that are above half of its height without a gap. */
function widthOf(beat: Float32Array): number {
  const half = beat[BEFORE] / 2;
  let [start, end] = [BEFORE, BEFORE];
  while (start > 0 && beat[start - 1] > half) start--;
  while (end < LENGTH - 1 && beat[end + 1] > half) end++;
  return end - start + 1;
}
