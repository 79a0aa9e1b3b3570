import { requirePositive } from '../check';
import { Random } from '../random';
import { playDrum } from './drums';
import { type Instrument, type Note, type Song, requireSong, secondsPerStep } from './song';
import type { Sound } from './sound';
import { playTone } from './voices';

/** How a song becomes a sound. */
export interface SynthesiserOptions {
  /** Samples a second. Default 8,000: tones up to 4 kHz, in files of 8 KB a second. */
  readonly sampleRate?: number;
  /** Of the drums' noise and the strings' pluck. Default 1. */
  readonly seed?: number;
}

/** How loud each instrument is beside the others. */
const LOUDNESS: Readonly<Record<Instrument, number>> = {
  drums: 0.9,
  bass: 0.8,
  piano: 0.4,
  guitar: 0.5,
  strings: 0.35,
  lead: 0.45,
};

/** Of the loudest sample: the rest is room for rounding. */
const PEAK = 0.9;
/** What sounds on after the last step, in seconds, dies away in this time. */
const TAIL = 0.25;

/**
 * A song played by a simple synthesiser: tones from overtones, plucked strings, drums from falling sines and noise. The
 * same song and seed give the same sound; the loudest sample is 0.9, so that nothing is clipped.
 *
 * @throws RangeError when a note is outside the song or not a pitch, or an option is not above 0
 */
export function playSong(song: Song, options: SynthesiserOptions = {}): Sound {
  requireSong(song);
  const sampleRate = requirePositive('sampleRate', options.sampleRate ?? 8000);
  const random = new Random(options.seed ?? 1);
  const step = secondsPerStep(song);
  const length = Math.ceil((song.numSteps * step + TAIL) * sampleRate);
  const mix = new Float32Array(length);
  const hits = new Map<number, Float32Array>(); // a drum sounds alike each time
  for (const { instrument, notes } of song.tracks) {
    const play = ({ pitch, length: steps }: Note) =>
      instrument === 'drums'
        ? known(hits, pitch, () => playDrum(pitch, sampleRate, random))
        : playTone(instrument, { pitch, seconds: steps * step, sampleRate }, random);
    for (const note of notes) {
      addAt(mix, play(note), Math.round(note.start * step * sampleRate), LOUDNESS[instrument]);
    }
  }
  fadeOut(mix, Math.round(TAIL * sampleRate));
  return { name: song.name, samples: normalised(mix), sampleRate };
}

function known<Value>(values: Map<number, Value>, key: number, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

function addAt(mix: Float32Array, samples: Float32Array, start: number, loudness: number): void {
  const end = Math.min(samples.length, mix.length - start);
  for (let n = 0; n < end; n++) mix[start + n] += loudness * samples[n];
}

function fadeOut(mix: Float32Array, length: number): void {
  for (let n = 0; n < length; n++) mix[mix.length - 1 - n] *= n / length;
}

/** As loud as can be without clipping; silence stays silent. */
function normalised(mix: Float32Array): Float32Array {
  const loudest = mix.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return loudest === 0 ? mix : mix.map((sample) => (sample * PEAK) / loudest);
}
