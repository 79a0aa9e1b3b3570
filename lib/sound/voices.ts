import type { Random } from '../random';
import type { Instrument } from './song';

/** What a voice plays. */
export interface VoicedNote {
  readonly pitch: number;
  /** How long the key is held. */
  readonly seconds: number;
  readonly sampleRate: number;
}

/** How a voice of overtones sounds. */
interface Timbre {
  /** Of the fundamental and its overtones, in their order. */
  readonly overtones: readonly number[];
  /** Seconds until it is as loud as it gets, and from the key's release until it is silent. */
  readonly attack: number;
  readonly release: number;
  /** Seconds in which a held tone falls to 1/e; overtones fall faster. Infinity stays as it is. */
  readonly decay: number;
}

const TIMBRES: Readonly<Record<'bass' | 'piano' | 'strings' | 'lead', Timbre>> = {
  bass: { overtones: [1, 0.5, 0.3, 0.15, 0.1], attack: 0.005, release: 0.05, decay: 0.6 },
  piano: { overtones: [1, 0.45, 0.25, 0.12, 0.08, 0.04], attack: 0.004, release: 0.12, decay: 0.8 },
  strings: {
    overtones: [1, 0.5, 0.33, 0.25, 0.2, 0.16],
    attack: 0.08,
    release: 0.15,
    decay: Infinity,
  },
  lead: { overtones: [1, 0, 0.33, 0, 0.2, 0, 0.14], attack: 0.01, release: 0.06, decay: Infinity },
};

/** The frequency of a pitch in equal temperament: 440 Hz for 69, twice as much for 81. */
export function hertzOf(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}

/**
 * One note of an instrument that has pitches, in about −1..1: overtones added up, but for the guitar, a string that is
 * plucked.
 *
 * @param random gives the pluck; others draw nothing
 */
export function playTone(
  instrument: Exclude<Instrument, 'drums'>,
  note: VoicedNote,
  random: Random,
): Float32Array {
  return instrument === 'guitar' ? pluck(note, random) : addOvertones(note, TIMBRES[instrument]);
}

/** Sines at multiples of the fundamental, as far as the rate can hold them. */
function addOvertones(
  { pitch, seconds, sampleRate }: VoicedNote,
  { overtones, attack, release, decay }: Timbre,
): Float32Array {
  const samples = new Float32Array(Math.ceil((seconds + release) * sampleRate));
  const hertz = hertzOf(pitch);
  const sum = overtones.reduce((total, part) => total + part);
  overtones.forEach((part, i) => {
    const frequency = hertz * (i + 1);
    if (frequency >= sampleRate / 2) return; // would come back as a false, lower tone
    for (let n = 0; n < samples.length; n++) {
      const time = n / sampleRate;
      const fall = Math.exp((-time / decay) * Math.sqrt(i + 1));
      samples[n] += (part / sum) * fall * Math.sin(2 * Math.PI * frequency * time);
    }
  });
  return samples.map((sample, n) => {
    const time = n / sampleRate;
    const rise = Math.min(1, time / attack);
    return sample * rise * Math.min(1, Math.max(0, (seconds + release - time) / release));
  });
}

/**
 * A plucked string: noise that runs around a loop as long as the tone's period, and is smoothed each time.
 *
 * @see Karplus and Strong 1983, "Digital synthesis of plucked-string and drum timbres"; and for lengths between samples
 *   Jaffe and Smith 1983, "Extensions of the Karplus–Strong plucked-string algorithm"
 */
function pluck({ pitch, seconds, sampleRate }: VoicedNote, random: Random): Float32Array {
  const release = 0.1;
  const period = sampleRate / hertzOf(pitch) - 0.5; // smoothing takes half a sample
  const whole = Math.max(1, Math.floor(period - 0.1)); // leaves 0.1 to 1.1 samples to the all-pass filter
  const rest = period - whole;
  const allPass = (1 - rest) / (1 + rest);
  const loop = withoutMean(noise(whole, random)); // the string would keep it as silence that is not 0
  let [lastSample, lastIn, lastOut] = [0, 0, 0];
  return Float32Array.from({ length: Math.ceil((seconds + release) * sampleRate) }, (_, n) => {
    const sample = loop[n % whole];
    const smooth = 0.498 * (sample + lastSample);
    const out = allPass * (smooth - lastOut) + lastIn;
    [lastSample, lastIn, lastOut] = [sample, smooth, out];
    loop[n % whole] = out;
    return sample * Math.min(1, Math.max(0, (seconds + release - n / sampleRate) / release));
  });
}

function withoutMean(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Numbers in −1..1, each as likely. */
export function noise(length: number, random: Random): Float32Array {
  const draw = random.uniform([length], -1, 1);
  const numbers = draw.dataSync<'float32'>().slice();
  draw.dispose();
  return numbers;
}
