/**
 * The frequency at which a sound repeats itself, by the first high peak of its autocorrelation, between samples by a
 * parabola.
 *
 * @param hertz where it is looked for: from 0.7 to 1.4 times as much
 */
export function pitchOf(samples: Float32Array, sampleRate: number, hertz: number): number {
  const [from, to] = [1.4, 0.7].map((factor) => Math.round(sampleRate / (hertz * factor)));
  const correlation = (lag: number) => {
    let sum = 0;
    for (let n = 0; n + lag < samples.length; n++) sum += samples[n] * samples[n + lag];
    return sum / (samples.length - lag);
  };
  let best = from;
  for (let lag = from; lag <= to; lag++) if (correlation(lag) > correlation(best)) best = lag;
  const [before, at, after] = [best - 1, best, best + 1].map(correlation);
  return sampleRate / (best + (before - after) / (2 * (before - 2 * at + after)));
}

/** Half of the number of times a second that a sound changes its sign. */
export function crossingRate(samples: Float32Array, sampleRate: number): number {
  let count = 0;
  for (let n = 1; n < samples.length; n++) if (samples[n] >= 0 !== samples[n - 1] >= 0) count++;
  return (count / 2) * (sampleRate / (samples.length - 1));
}

/** The largest size of a sample. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}
