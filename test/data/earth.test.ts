import assert from 'node:assert/strict';

import {
  EARTH_SET,
  type PairSet,
  type PlacedPairs,
  loadReliefMaps,
  loadSeasons,
} from '../../lib/data/earth';
import { describeDamages } from './damaged-sets';

/** Degrees that a patch of 32 pixels covers. */
const PATCH = (32 * 360) / 4096;

/** The mean difference of inputs to targets that are moved to the left by some pixels. */
function meanDifference({ inputs, targets }: PlacedPairs, shift: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < inputs.data.length; i++) {
    if (Math.floor(i / 3) % 32 >= 32 - shift) continue;
    sum += Math.abs(inputs.data[i] - targets.data[i + 3 * shift]);
    count++;
  }
  return sum / count;
}

/** What holds for both tasks. */
function describePairs(load: () => PairSet, counts: readonly [train: number, test: number]): void {
  let pairs: PairSet;
  before(() => (pairs = load()));
  const parts = () => [pairs.train, pairs.test];

  it('has patches of 32×32 in colour, a place for each', () => {
    parts().forEach(({ inputs, targets, latitudes, longitudes }, i) => {
      assert.deepEqual(inputs.shape, [counts[i], 32, 32, 3]);
      assert.deepEqual(targets.shape, inputs.shape);
      assert.deepEqual([latitudes.length, longitudes.length], [counts[i], counts[i]]);
      assert.equal(inputs.data.length, counts[i] * 3072);
    });
  });

  it('shares no longitude between training and test', () => {
    for (const tested of pairs.test.longitudes) {
      const nearest = Math.min(...pairs.train.longitudes.map((one) => Math.abs(one - tested)));
      assert.ok(nearest >= PATCH - 1e-4, `${tested}: ${nearest}`);
    }
  });

  it('shares no pixel between two patches of the test', () => {
    const { latitudes, longitudes } = pairs.test;
    const places = new Set(Array.from(latitudes, (one, i) => `${one} ${longitudes[i]}`));
    assert.equal(places.size, latitudes.length);
    for (let i = 0; i < latitudes.length; i++) {
      for (let j = 0; j < i; j++) {
        const far = (a: Float32Array) => Math.abs(a[i] - a[j]) >= PATCH - 1e-4;
        assert.ok(far(latitudes) || far(longitudes));
      }
    }
  });

  it('lies pixel on pixel: moved by two pixels, the partners differ more', () => {
    assert.ok(meanDifference(pairs.test, 0) < meanDifference(pairs.test, 2));
  });

  it('is nowhere black, as what is left out of the file is', () => {
    for (const { inputs, targets } of parts()) {
      for (const { data, shape } of [inputs, targets]) {
        const black = new Uint16Array(shape[0]);
        data.forEach((value, i) => (black[Math.floor(i / 3072)] += value === 0 ? 1 : 0));
        black.forEach((count, i) => assert.ok(count < 1536, `patch ${i}: ${count} of 3072 are 0`));
      }
    }
  });
}

describe('loadSeasons', () => {
  describePairs(loadSeasons, [1472, 79]);

  it('is of the north, and brighter in winter', () => {
    const { train, test } = loadSeasons();
    const mean = (bytes: Uint8Array) => bytes.reduce((a, b) => a + b, 0) / bytes.length;
    for (const { inputs, targets, latitudes } of [train, test]) {
      assert.ok(latitudes.every((one) => one > 28 && one < 73));
      assert.ok(mean(targets.data) > mean(inputs.data) + 18);
    }
  });

  describeDamages(EARTH_SET, loadSeasons);
});

describe('loadReliefMaps', () => {
  describePairs(loadReliefMaps, [7202, 193]);

  it('knows where the Nile flows into the sea', () => {
    const { train } = loadReliefMaps();
    // The Delta: 31.5° N, 31° E.
    const far = (i: number) => Math.hypot(train.latitudes[i] - 31.5, train.longitudes[i] - 31);
    const nearest = train.latitudes.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
    const pixel = (y: number, x: number) =>
      train.inputs.data.subarray(nearest * 3072 + (y * 32 + x) * 3);
    const [sea, land] = [pixel(1, 16), pixel(30, 16)];
    assert.ok(sea[2] > sea[0] + 30, 'blue in the north');
    assert.ok(land[0] > land[2], 'no blue in the south');
  });
});
