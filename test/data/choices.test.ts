import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import {
  Choices,
  FIRST_HELD_OUT,
  choicesOf,
  choicesOfPart,
  makeDistinct,
} from '../../lib/data/choices';

describe('Choices', () => {
  it('takes one number after another', () => {
    const choices = new Choices(Float32Array.of(0, 0.999, 0.5, 0.25));
    assert.deepEqual([choices.integer(3, 5), choices.integer(3, 5)], [3, 5]);
    assert.equal(choices.happens(0.5), false); // 0.5 is not below
    assert.equal(choices.share(), 0.25);
  });

  it('takes one number after another', () => {
    const pick = new Choices(Float32Array.of(0, 0.5, 0.75, 0.25, 0.5, 0.25));
    assert.equal(pick.integer(3, 6), 3);
    assert.equal(pick.happens(0.5), false); // 0.5 is not below
    assert.equal(pick.between(-1, 1), 0.5);
    assert.equal(pick.from(['a', 'b', 'c', 'd']), 'b');
    assert.equal(pick.between(10, 12), 11);
    assert.equal(pick.integer(0, 1), 0);
  });

  it('gives a bell from −1 to 1', () => {
    assert.equal(new Choices(Float32Array.of(0, 0, 0)).bell(), -1);
    assert.equal(new Choices(Float32Array.of(0.5, 0.5, 0.5)).bell(), 0);
  });

  it('gives people who are held out other numbers', () => {
    const number = (part: 'train' | 'test') => new Choices(Float32Array.of(0.5)).numberOf(part);
    assert.equal(number('train'), FIRST_HELD_OUT / 2);
    assert.equal(number('test'), FIRST_HELD_OUT * 1.5);
  });
});

describe('choicesOfPart', () => {
  const first = (part: 'train' | 'test', count: number, seed = 1) =>
    choicesOfPart({ seed, part, count }, 2)[0].between(0, 1);

  it('gives the same first choices however many there are', () => {
    assert.equal(first('train', 1), first('train', 9));
  });

  it('gives other ones for another part or seed', () => {
    assert.notEqual(first('train', 1), first('test', 1));
    assert.notEqual(first('train', 1), first('train', 1, 2));
  });

  it('leaves no tensor', () => {
    const before = tf.memory().numTensors;
    choicesOfPart({ seed: 1, part: 'train', count: 3 }, 4);
    choicesOf(7, 4);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws when there cannot be so many, naming the part', () => {
    assert.throws(
      () => choicesOfPart({ seed: 1, part: 'test', count: -1 }, 4),
      /expected test to be an integer of at least 0, but got -1/,
    );
  });
});

describe('choicesOf', () => {
  it('throws on a number that is none', () => {
    assert.throws(() => choicesOf(2 ** 31, 1), /expected number to be an integer from 0 to/);
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
