import assert from 'node:assert/strict';

import { DRUMS_SET, DRUM_CLASSES, type Drums, loadDrums } from '../../lib/data/drums';
import { decodeMuLaw } from '../../lib/data/mu-law';
import { CLIP_LENGTH } from '../../lib/data/sounds';
import { describeDamages } from './damaged-sets';

const clipAt = ({ sounds }: Drums, i: number) =>
  decodeMuLaw(sounds.data.subarray(i * CLIP_LENGTH, (i + 1) * CLIP_LENGTH));

/** Correlation of the first 64 ms of two clips: 1 where they are the same but for loudness. */
function correlation(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < 512; i++) {
    ab += a[i] * b[i];
    aa += a[i] ** 2;
    bb += b[i] ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Mean over the clips of a class of how often they cross zero, in crossings a sample. */
function crossingsOf(part: Drums, label: number): number {
  const clips = [...part.labels.keys()].filter((i) => part.labels[i] === label);
  const rates = clips.map((i) => {
    const clip = clipAt(part, i).subarray(0, 1024);
    return clip.filter((sample, k) => k > 0 && sample * clip[k - 1] < 0).length / 1024;
  });
  return rates.reduce((sum, rate) => sum + rate) / rates.length;
}

describe('loadDrums', () => {
  let train: Drums;
  let test: Drums;
  before(() => ({ train, test } = loadDrums()));

  it('has 350 hits of 11 kits, of which four are held out: a quarter of the hits', () => {
    const [seen, unseen] = [train, test].map(({ kits }) => new Set(kits));
    assert.deepEqual([seen.size, unseen.size], [7, 4]);
    assert.ok([...unseen].every((kit) => !seen.has(kit)));
    const count = train.kits.length + test.kits.length;
    assert.equal(count, 350);
    assert.ok(Math.abs(test.kits.length / count - 0.25) < 0.05, `${test.kits.length}`);
  });

  it('has clips of 4,096 samples, as loud as each other, that begin with the stroke', () => {
    for (const part of [train, test]) {
      assert.deepEqual(part.sounds.shape, [part.kits.length, 4096]);
      assert.equal(part.labels.length, part.kits.length);
      part.kits.forEach((kit, i) => {
        const clip = clipAt(part, i).map(Math.abs);
        assert.ok(Math.abs(Math.max(...clip) - 0.95) <= 0.95 / 31, kit); // as exact as µ-law
        assert.ok(clip.findIndex((size) => size > 0.015) <= 60, kit);
        assert.ok(clip[CLIP_LENGTH - 1] < 0.01, kit);
      });
    }
  });

  it('has at least ten of each class on both sides', () => {
    for (const { labels } of [train, test]) {
      DRUM_CLASSES.forEach((name, label) =>
        assert.ok(labels.filter((one) => one === label).length >= 10, name),
      );
    }
  });

  it('has classes that sound so: kicks and toms are low, hi-hats and cymbals high', () => {
    for (const part of [train, test]) {
      const [kick, snare, hat, tom, cymbal] = DRUM_CLASSES.map((_, i) => crossingsOf(part, i));
      assert.ok(Math.max(kick, tom) < snare, `${kick}, ${tom}, ${snare}`);
      assert.ok(snare < Math.min(hat, cymbal), `${snare}, ${hat}, ${cymbal}`);
    }
  });

  it('has no hit held out that is trained on too', () => {
    const known = train.kits.map((_, i) => clipAt(train, i));
    test.kits.forEach((kit, i) => {
      const clip = clipAt(test, i);
      assert.ok(
        known.every((other) => correlation(clip, other) < 0.97),
        kit,
      );
    });
  });

  describeDamages(DRUMS_SET, loadDrums);
});
