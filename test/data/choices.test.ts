import assert from 'node:assert/strict';

import { Choices, makeDistinct } from '../../lib/data/choices';

describe('Choices', () => {
  it('takes one number after another', () => {
    const choices = new Choices(Float32Array.of(0, 0.999, 0.5, 0.25));
    assert.deepEqual([choices.integer(3, 5), choices.integer(3, 5)], [3, 5]);
    assert.equal(choices.happens(0.5), false); // 0.5 is not below
    assert.equal(choices.share(), 0.25);
  });
});

describe('makeDistinct', () => {
  const options = {
    seed: 1,
    numbers: 1,
    make: (choices: Choices) => choices.integer(1, 40),
    keyOf: String,
  };

  it('makes as many as asked for, none twice', () => {
    const made = makeDistinct({ ...options, count: 40 });
    assert.deepEqual(
      made.sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
  });

  it('begins alike however many are asked for', () => {
    assert.deepEqual(
      makeDistinct({ ...options, count: 20 }).slice(0, 5),
      makeDistinct({ ...options, count: 5 }),
    );
  });
});
