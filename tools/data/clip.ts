import { encodeMuLaw } from '../../lib/data/mu-law';
import { CLIP_LENGTH, SAMPLE_RATE } from '../../lib/data/sounds';
import { resample } from './resample';
import type { Recording } from './wav';

/** The loudest sample of every clip. */
const PEAK = 0.95;

/** A sound begins where it first reaches this share of its loudest sample. */
const ONSET = 0.02;

/** Samples before that: 5 ms, so that no click is heard. */
const LEAD = 40;

/** Samples at the end in which a sound that is longer than the clip fades away: 25 ms. */
const FADE = 200;

/** A recording as sets keep it: from where it begins, as loud as the others, as long as the others, µ-law. */
export function clipOf(recording: Recording): Uint8Array {
  const whole = resample(recording, SAMPLE_RATE);
  const onset = whole.findIndex((sample) => Math.abs(sample) >= ONSET * peakOf(whole));
  const clip = new Float64Array(CLIP_LENGTH);
  const start = Math.max(0, onset - LEAD);
  clip.set(whole.subarray(start, start + CLIP_LENGTH));
  for (let i = 0; i < FADE; i++) clip[CLIP_LENGTH - 1 - i] *= i / FADE;
  const scale = PEAK / peakOf(clip);
  return encodeMuLaw(clip.map((sample) => sample * scale));
}

function peakOf(samples: Float64Array): number {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (peak === 0) throw new RangeError('expected a sound, but got silence');
  return peak;
}
