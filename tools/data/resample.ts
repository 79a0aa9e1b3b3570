import type { Recording } from './wav';

/** Places of the slower rate on each side of a sample that have a share in it. */
const REACH = 24;

/** Share of the frequencies that the slower rate can hold which are kept: above them the sound fades out. */
const KEPT = 0.94;

/** Shares are rounded to a multiple of this, so that sums are exact and the last bit of a sine on some processor is none. */
const GRAIN = 2 ** -24;

/**
 * A recording with another number of samples a second: frequencies that fit into both are kept, others fall away. By a
 * windowed sinc.
 *
 * @see Smith 2002, "Digital audio resampling", https://ccrma.stanford.edu/~jos/resample/
 */
export function resample({ rate, samples }: Recording, newRate: number): Float64Array {
  if (rate === newRate) return samples;
  const divisor = greatestDivisor(rate, newRate);
  const [step, phases] = [rate / divisor, newRate / divisor]; // `phases` new samples are as long as `step` old ones
  const scale = Math.min(1, newRate / rate);
  const kernels = Array.from({ length: phases }, (_, i) =>
    kernelOf(((i * step) % phases) / phases, scale),
  );
  const half = kernels[0].length / 2;
  return Float64Array.from({ length: Math.ceil((samples.length * phases) / step) }, (_, i) => {
    const first = Math.floor((i * step) / phases) - half + 1;
    return kernels[i % phases].reduce(
      (sum, share, k) => sum + share * (samples[first + k] ?? 0),
      0,
    );
  });
}

/** The shares of old samples in a new one that lies between the two in the middle, `phase` after the left one. */
function kernelOf(phase: number, scale: number): Float64Array {
  const half = Math.ceil(REACH / scale);
  const raw = Float64Array.from({ length: 2 * half }, (_, k) => {
    const distance = (k - half + 1 - phase) * scale;
    if (Math.abs(distance) >= REACH) return 0;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / REACH);
    return window * sinc(KEPT * distance);
  });
  const sum = raw.reduce((total, share) => total + share);
  return raw.map((share) => Math.round(share / sum / GRAIN) * GRAIN);
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
