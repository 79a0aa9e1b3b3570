import assert from 'node:assert/strict';

import { fewOfEach } from '../../lib/data/few-of-each';
import { Random } from '../../lib/random';

describe('fewOfEach', () => {
  const labels = [0, 1, 0, 2, 1, 0, 0, 1];

  it('has so many of each label, and all others once', () => {
    const { few, rest } = fewOfEach(labels, (label) => 2 - label, new Random(1));
    const counts = [0, 1, 2].map((label) => few.filter((place) => labels[place] === label).length);
    assert.deepEqual(counts, [2, 1, 0]);
    assert.deepEqual([...few, ...rest].sort(), [...labels.keys()]);
  });

  it('draws others with another seed, and the same with the same', () => {
    const drawn = (seed: number) => fewOfEach(labels, () => 1, new Random(seed)).few;
    assert.deepEqual(drawn(1), drawn(1));
    assert.ok([2, 3, 4].some((seed) => drawn(seed).join() !== drawn(1).join()));
  });
});
