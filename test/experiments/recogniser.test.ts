import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { ORL_FACES_SET } from '../../lib/data/orl-faces';
import { buildFaceEditor } from '../../lib/experiments/face-editing-run';
import { RECOGNISER_EXPERIMENT, makePeople, withEdits } from '../../lib/experiments/recogniser';
import {
  type People,
  drawFew,
  loadPeople,
  shareNamed,
  trainRecogniser,
} from '../../lib/experiments/recogniser-run';
import { buildControlledGenerator } from '../../lib/models/controlled-gan';
import { Random } from '../../lib/random';
import { itWhereFetched } from '../data/fetched-set';
import { disposeNetworksAfterEach } from '../models/dispose-networks';
import { assertRowsKept, keptMeans } from './kept-rows';

/** Pictures of three persons, each a place that is bright, in noise. */
const toyPeople = (each: number, seed: number): People => {
  const people = Array.from({ length: 3 * each }, (_, i) => i % 3);
  const bright = people.map(
    (person) =>
    tf.tidy(() => tf.pad(tf.fill([8, 32, 1], 0.5), [[8 * person, 24 - 8 * person], [0, 0], [0, 0]])), // prettier-ignore
  );
  const noise = new Random(seed).uniform<tf.Rank.R4>([3 * each, 32, 32, 1], 0, 0.3);
  return { images: tf.add(tf.stack(bright), noise), people };
};

describe('drawFew', () => {
  it('draws so many of each, and has all others in the rest', () => {
    const all = toyPeople(10, 1);
    const { few, rest } = drawFew(all, 2, new Random(3));
    const counts = (people: readonly number[]) =>
      [0, 1, 2].map((person) => people.filter((each) => each === person).length);
    assert.deepEqual(counts(few.people), [2, 2, 2]);
    assert.deepEqual(counts(rest.people), [8, 8, 8]);
    const sums = ({ images }: People) => Array.from(tf.sum(images, [1, 2, 3]).dataSync());
    const sorted = (values: number[]) => values.map((value) => value.toFixed(2)).sort();
    assert.deepEqual(sorted([...sums(few), ...sums(rest)]), sorted(sums(all)));
  });

  it('draws others with another seed', () => {
    const draw = (seed: number) =>
      drawFew(toyPeople(10, 1), 2, new Random(seed)).few.images.dataSync();
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
  });
});

describe('trainRecogniser', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();

  it('learns who is who, also from features of other people', async () => {
    const options = { numPeople: 3, seed: 1, steps: 60 };
    const first = await trainRecogniser(toyPeople(20, 1), options);
    assert.ok(shareNamed(first, toyPeople(20, 2)) > 0.95);
    const second = await trainRecogniser(toyPeople(20, 1), { ...options, steps: 1, from: first });
    const weights = (model: tf.LayersModel) => model.getLayer('features').getWeights()[0];
    const moved = tf.max(tf.abs(tf.sub(weights(first), weights(second)))).dataSync()[0];
    assert.ok(moved > 0 && moved < 2e-3, `${moved}`); // one step of a rate of 1e-3
  });
});

describe('people to learn from', function () {
  this.timeout(60_000);
  disposeNetworksAfterEach();

  it('has edits behind the photographs, in the same order', () => {
    const photographs = toyPeople(2, 1);
    const { images, people } = withEdits(photographs, buildFaceEditor(1), 1);
    assert.deepEqual(images.shape, [54, 32, 32, 1]); // six photographs and eight edits of each
    assert.deepEqual(people.slice(6, 12), photographs.people);
    assert.deepEqual(tf.slice(images, 0, 6).dataSync(), photographs.images.dataSync());
  });

  it('has a z for each person that G makes', () => {
    const G = buildControlledGenerator({ numControls: 10, seed: 1 });
    const { images, people } = makePeople(G, 1);
    assert.deepEqual(images.shape, [2400, 32, 32, 1]);
    assert.deepEqual([people[0], people[11], people[12], people[2399]], [0, 0, 1, 199]);
  });

  itWhereFetched(
    'loads photographs of 40 people, ten of each',
    ORL_FACES_SET,
    loadPeople,
    (all) => {
      assert.deepEqual(all.images.shape, [400, 32, 32, 1]);
      const counts = Array.from({ length: 40 }, (_, person) => all.people.filter((each) => each === person).length); // prettier-ignore
      assert.deepEqual(new Set(counts), new Set([10]));
      assert.ok(tf.max(all.images).dataSync()[0] <= 1);
    },
  );
});

describe('recogniser, as kept', () => {
  const meanOf = keptMeans(RECOGNISER_EXPERIMENT);
  const of = (method: string) => meanOf('who it is', method, 'named');

  it('has its rows of six seeds, in order', () => assertRowsKept(RECOGNISER_EXPERIMENT, 6));

  // What lesson 15 says.
  it('is helped by photographs, not by faces that were made', () => {
    assert.ok(of('edited') < of('photographs alone'));
    assert.ok(of('edited and shifted') < of('shifted'));
    assert.ok(of('shifted, after people G makes') < of('shifted') - 0.05);
    assert.ok(of('shifted, after people drawn') < of('shifted') - 0.05); // not even by a perfect G's
    assert.ok(of('shifted, five photographs each') > of('shifted') + 0.05);
    assert.ok(of('nearest photograph') > of('shifted'));
  });
});
