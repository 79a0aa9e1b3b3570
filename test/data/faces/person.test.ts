import assert from 'node:assert/strict';

import { NUM_FEATURES, personOf, personWeights } from '../../../lib/data/faces/person';

describe('personOf', () => {
  it('gives the same person for a number, and another for another', () => {
    assert.deepEqual(personOf(7), personOf(7));
    assert.notDeepEqual(personOf(7).features, personOf(8).features);
  });

  it('keeps every property in its range', () => {
    for (let number = 0; number < 50; number++) {
      const { families, sex, age, weight, features, skin } = personOf(number);
      assert.ok(Math.abs(families[0] + families[1] + families[2] - 1) < 1e-6);
      assert.ok([sex, age, skin, ...families].every((value) => value >= 0 && value <= 1));
      assert.ok([weight, ...features].every((value) => Math.abs(value) <= 1));
      assert.equal(features.length, NUM_FEATURES);
    }
  });
});

describe('personWeights', () => {
  it('shares a head out among families, sexes and ages: the whole of it', () => {
    const weights = personWeights(personOf(3), []);
    const whole = weights.filter(([name]) => /^\d/.test(name));
    const sum = (parts: typeof weights) => parts.reduce((total, [, weight]) => total + weight, 0);
    assert.ok(Math.abs(sum(whole) - 1) < 1e-6);
    const heaviness = Math.abs(personOf(3).weight);
    assert.ok(Math.abs(sum(weights) - 1 - heaviness) < 1e-6); // and as much as it is heavy or thin
  });

  it('drives a feature less or more, by the sign', () => {
    const person = { ...personOf(3), features: [-0.5, 1] };
    const weights = personWeights(person, ['nose', 'chin']).slice(-2);
    assert.deepEqual(weights, [
      ['nose-less', 0.4],
      ['chin-more', 0.8],
    ]);
  });
});
