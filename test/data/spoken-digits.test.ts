import assert from 'node:assert/strict';

import { decodeMuLaw } from '../../lib/data/mu-law';
import { CLIP_LENGTH } from '../../lib/data/sounds';
import {
  SPOKEN_DIGITS_SET,
  type SpokenDigits,
  loadSpokenDigits,
} from '../../lib/data/spoken-digits';
import { describeDamages } from './damaged-sets';

const clipAt = ({ sounds }: SpokenDigits, i: number) =>
  decodeMuLaw(sounds.data.subarray(i * CLIP_LENGTH, (i + 1) * CLIP_LENGTH));

/** A coarse view of a clip: in each of 32 parts how loud it is, and how often it crosses zero. */
function featuresOf(clip: Float32Array): number[] {
  const length = CLIP_LENGTH / 32;
  return Array.from({ length: 32 }, (_, i) => clip.subarray(i * length, (i + 1) * length)).flatMap(
    (part) => {
      const energy = part.reduce((sum, sample) => sum + sample ** 2, 0) / length;
      const crossings = part.filter((sample, i) => i > 0 && sample * part[i - 1] < 0).length;
      return [Math.log10(1e-4 + energy), (4 * crossings) / length];
    },
  );
}

const distance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);

describe('loadSpokenDigits', () => {
  let train: SpokenDigits;
  let test: SpokenDigits;
  let person: SpokenDigits;
  before(() => ({ train, test, person } = loadSpokenDigits()));

  it('has 52 voices that say ten digits twice, ten of them held out, and one person', () => {
    assert.deepEqual(train.sounds.shape, [42 * 20, 4096]);
    assert.deepEqual(test.sounds.shape, [10 * 20, 4096]);
    assert.deepEqual(person.sounds.shape, [10, 4096]);
    for (const { sounds, labels, voices } of [train, test, person]) {
      const [count, length] = sounds.shape;
      assert.deepEqual([labels.length, voices.length], [count, count]);
      assert.equal(sounds.data.length, count * length);
    }
  });

  it('has each digit as often as any other, of each voice', () => {
    for (const { labels, voices } of [train, test, person]) {
      const said = new Map<string, number>();
      voices.forEach((voice, i) => {
        const key = `${voice} ${labels[i]}`;
        said.set(key, (said.get(key) ?? 0) + 1);
      });
      assert.equal(said.size, new Set(voices).size * 10);
      assert.equal(new Set(said.values()).size, 1);
    }
  });

  it('has no voice and no clip in two parts', () => {
    const parts = [train, test, person];
    const voices = parts.flatMap((part) => [...new Set(part.voices)]);
    assert.equal(new Set(voices).size, voices.length);
    const clips = parts.flatMap((part) => part.voices.map((_, i) => clipAt(part, i).join()));
    assert.equal(new Set(clips).size, clips.length);
  });

  it('has clips that are as loud as each other: the loudest sample is 0.95', () => {
    for (const part of [train, test, person]) {
      part.voices.forEach((voice, i) => {
        const loudest = Math.max(...clipAt(part, i).map(Math.abs));
        assert.ok(Math.abs(loudest - 0.95) <= 0.95 / 31, `${voice}: ${loudest}`); // as exact as µ-law
      });
    }
  });

  it('begins each clip with a word, and ends none with a click', () => {
    for (const part of [train, test, person]) {
      part.voices.forEach((voice, i) => {
        const clip = clipAt(part, i);
        const onset = clip.findIndex((sample) => Math.abs(sample) > 0.015);
        assert.ok(onset >= 0 && onset <= 60, `${voice} ${part.labels[i]}: ${onset}`);
        assert.ok(Math.abs(clip[CLIP_LENGTH - 1]) < 0.01, `${voice} ${part.labels[i]}`);
      });
    }
  });

  it('has labels that its sounds bear out: the nearest clip of another voice has the same one', () => {
    const known = train.voices.map((_, i) => featuresOf(clipAt(train, i)));
    const right = test.voices.filter((_, i) => {
      const features = featuresOf(clipAt(test, i));
      const distances = known.map((other) => distance(features, other));
      return train.labels[distances.indexOf(Math.min(...distances))] === test.labels[i];
    });
    assert.ok(right.length / test.voices.length > 0.6, `${right.length} of ${test.voices.length}`);
  });

  describeDamages(SPOKEN_DIGITS_SET, loadSpokenDigits);
});
