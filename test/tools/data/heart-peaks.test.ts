import assert from 'node:assert/strict';

import { findPeaks } from '../../../tools/data/heart-peaks';

/** A flat line with triangles of 20 samples' width. */
function record(length: number, peaks: readonly (readonly [at: number, height: number])[]) {
  const samples = new Int16Array(length);
  for (const [at, height] of peaks) {
    for (let i = -10; i <= 10; i++) samples[at + i] = height * (1 - Math.abs(i) / 10);
  }
  return samples;
}

describe('findPeaks', () => {
  it('finds each peak where it is highest', () => {
    const peaks = [300, 620, 950].map((at) => [at, 200] as const);
    assert.deepEqual(findPeaks(record(1300, peaks)), [300, 620, 950]);
  });

  it('leaves out what is too low or points down', () => {
    const samples = record(1600, [
      [300, 200],
      [700, 40],
      [1000, -200],
      [1300, 200],
    ]);
    assert.deepEqual(findPeaks(samples), [300, 1300]);
  });

  it('leaves out what is lower than its neighbour within a quarter of a second', () => {
    const samples = record(1300, [
      [300, 200],
      [600, 250],
      [660, 150],
      [1000, 200],
    ]);
    assert.deepEqual(findPeaks(samples), [300, 600, 1000]);
  });

  it('finds nothing on a flat line', () => assert.deepEqual(findPeaks(new Int16Array(500)), []));
});
