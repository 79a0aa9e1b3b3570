import assert from 'node:assert/strict';

import { tf } from '../lib/backend';
import { Random, normalOf } from '../lib/random';
import { assertClose } from './assert-close';

const n = 100_000;
const mean = (x: tf.Tensor) => x.mean().dataSync()[0];

describe('Random', () => {
  it('gives the same numbers for the same seed', () => {
    const draw = () => Array.from(new Random(5).normal([8]).dataSync());
    assert.deepEqual(draw(), draw());
  });

  it('gives other numbers for another seed', () => {
    const first = (seed: number) => new Random(seed).normal([1]).dataSync()[0];
    assert.notEqual(first(5), first(6));
  });

  it('gives new numbers at each draw', () => {
    const random = new Random(5);
    assert.notDeepEqual(random.normal([4]).dataSync(), random.normal([4]).dataSync());
  });

  it('goes on from a saved state with the numbers that would have come next', () => {
    const random = new Random(5);
    random.normal([3]);
    const saved = JSON.parse(JSON.stringify(random.state));
    assert.deepEqual(
      Random.fromState(saved).uniform([4]).dataSync(),
      random.uniform([4]).dataSync(),
    );
  });

  it('throws on a seed that is no integer', () => {
    assert.throws(() => new Random(1.5), {
      name: 'RangeError',
      message: 'expected seed to be an integer from 0 to 2147483647, but got 1.5',
    });
  });

  it('keeps no tensor but its result', () => {
    const random = new Random(5);
    const before = tf.memory().numTensors;
    random.normal([3]).dispose();
    random.uniform([3], -1, 1).dispose();
    random.integers(3, 10).dispose();
    random.permutation(3);
    assert.equal(tf.memory().numTensors, before);
  });
});

describe('Random.normal', () => {
  it('has mean 0 and variance 1', () => {
    const x = new Random(1).normal([n]);
    assertClose(mean(x), 0, 4 / Math.sqrt(n)); // four standard errors
    assertClose(mean(x.square()), 1, (4 * Math.SQRT2) / Math.sqrt(n)); // of x²: √2
  });
});

describe('normalOf', () => {
  it('gives what normal would have drawn with the key', () => {
    const [one, other] = [new Random(5), new Random(5)];
    assert.deepEqual(normalOf(one.key(), [3]).dataSync(), other.normal([3]).dataSync());
    assert.deepEqual(one.state, other.state);
  });
});

describe('Random.uniform', () => {
  it('stays in [min, max) with their middle as mean', () => {
    const x = new Random(1).uniform([n], 2, 5);
    assert.ok(x.min().dataSync()[0] >= 2 && x.max().dataSync()[0] < 5);
    assertClose(mean(x), 3.5, (4 * 3) / Math.sqrt(12 * n)); // σ of the uniform: (max − min) / √12
  });
});

describe('Random.integers', () => {
  it('gives each integer below max about as often', () => {
    const counts = new Array<number>(10).fill(0);
    new Random(1)
      .integers(n, 10)
      .dataSync()
      .forEach((value) => counts[value]++);
    const tolerance = 4 * Math.sqrt(n * 0.1 * 0.9); // four standard deviations of a binomial count
    counts.forEach((count) => assertClose(count, n / 10, tolerance));
  });
});

describe('Random.permutation', () => {
  it('holds each integer once, in another order', () => {
    const order = new Random(1).permutation(1000);
    const sorted = [...order].sort((a, b) => a - b);
    assert.deepEqual(
      sorted,
      Array.from({ length: 1000 }, (_, i) => i),
    );
    assert.notDeepEqual([...order], sorted);
  });
});

describe('Random.fork', () => {
  it('gives the same generator for the same label and another for another', () => {
    const seed = (label: number) => new Random(7).fork(label).state.seed;
    assert.equal(seed(1), seed(1));
    assert.notEqual(seed(1), seed(2));
  });

  it('does not depend on what was drawn before', () => {
    const random = new Random(7);
    const before = random.fork(1).state;
    random.normal([3]);
    assert.deepEqual(random.fork(1).state, before);
  });
});
