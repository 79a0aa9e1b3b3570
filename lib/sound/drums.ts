import type { Random } from '../random';
import { noise } from './voices';

/** How a drum sounds: a tone that falls, and noise. */
interface Drum {
  /** Hertz at the stroke, and after it; of a drum without a tone 0. */
  readonly from: number;
  readonly to: number;
  /** Of the tone and of the noise: how loud, 0 to 1, and in how many seconds it falls to 1/e. */
  readonly tone: readonly [loudness: number, decay: number];
  readonly noise: readonly [loudness: number, decay: number];
  /** Strokes of noise, 12 ms apart: a clap has several. Default 1. */
  readonly strokes?: number;
}

/** By their pitch in General MIDI. */
const KIT: Readonly<Record<number, Drum>> = {
  36: { from: 160, to: 50, tone: [0.9, 0.12], noise: [0.1, 0.01] },
  38: { from: 240, to: 180, tone: [0.4, 0.06], noise: [0.6, 0.09] },
  39: { from: 0, to: 0, tone: [0, 1], noise: [0.8, 0.05], strokes: 3 },
  42: { from: 0, to: 0, tone: [0, 1], noise: [0.5, 0.025] },
  45: { from: 140, to: 90, tone: [0.9, 0.15], noise: [0.1, 0.02] },
  46: { from: 0, to: 0, tone: [0, 1], noise: [0.5, 0.15] },
  48: { from: 220, to: 150, tone: [0.9, 0.12], noise: [0.1, 0.02] },
  49: { from: 0, to: 0, tone: [0, 1], noise: [0.7, 0.4] },
  51: { from: 0, to: 0, tone: [0, 1], noise: [0.35, 0.2] },
};

/** Seconds in which the tone falls from its first to its last frequency by 1/e, and between strokes. */
const [SWEEP, STROKE] = [0.03, 0.012];

/** A drum's place in the kit: its own, or the one whose pitch is nearest. */
function drumAt(pitch: number): Drum {
  const pitches = Object.keys(KIT).map(Number);
  const nearest = pitches.reduce((best, each) =>
    Math.abs(each - pitch) < Math.abs(best - pitch) ? each : best,
  );
  return KIT[nearest];
}

/**
 * One hit, in −1..1, until it is 60 dB quieter: a sine that falls to its pitch, and noise without its low frequencies,
 * each of which dies away.
 *
 * @param pitch as in General MIDI; of a drum that the kit does not have, its neighbour sounds
 */
export function playDrum(pitch: number, sampleRate: number, random: Random): Float32Array {
  const drum = drumAt(pitch);
  const { from, to, tone, strokes = 1 } = drum;
  const longest = Math.max(tone[0] > 0 ? tone[1] : 0, drum.noise[1]);
  const length = Math.ceil((longest * Math.log(1000) + (strokes - 1) * STROKE) * sampleRate);
  const hiss = noise(length + 1, random);
  return Float32Array.from({ length }, (_, n) => {
    const time = n / sampleRate;
    // the integral of a frequency that falls from one to the other
    const turns = to * time + (from - to) * SWEEP * (1 - Math.exp(-time / SWEEP));
    const sine = tone[0] * Math.exp(-time / tone[1]) * Math.sin(2 * Math.PI * turns);
    const high = (hiss[n + 1] - hiss[n]) / 2; // differences leave out what is low
    return sine + drum.noise[0] * strokesAt(time, strokes, drum.noise[1]) * high;
  });
}

/** How loud the last stroke still is. */
function strokesAt(time: number, strokes: number, decay: number): number {
  const last = Math.min(strokes - 1, Math.floor(time / STROKE));
  return Math.exp(-(time - last * STROKE) / (last < strokes - 1 ? STROKE / 2 : decay));
}
