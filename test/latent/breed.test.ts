import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { breed, crossNumbers, mutate } from '../../lib/latent/breed';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const standard = (z: tf.Tensor) => {
  const { mean, variance } = tf.moments(z);
  return [mean.dataSync()[0], variance.dataSync()[0]];
};

describe('mutate', () => {
  const z = new Random(1).normal<tf.Rank.R2>([2000, 10]);

  it('keeps N(0, I) what it is', () => {
    const [mean, variance] = standard(mutate(z, { degrees: 40, random: new Random(2) }));
    assert.ok(Math.abs(mean) < 0.03, `mean ${mean}`); // four standard errors
    assert.ok(Math.abs(variance - 1) < 0.04, `variance ${variance}`);
  });

  it('turns by its angle: the cosine is what is left of z', () => {
    const made = mutate(z, { degrees: 60, random: new Random(2) });
    const left = tf.div(tf.sum(tf.mul(made, z)), tf.sum(tf.square(z))).dataSync()[0];
    assert.ok(Math.abs(left - 0.5) < 0.03, `${left}`);
    const kept = mutate(z, { degrees: 0, random: new Random(2) });
    assertClose(kept.dataSync(), z.dataSync());
  });

  it('throws on other angles', () => {
    assert.throws(() => mutate(z, { degrees: 91, random: new Random(1) }), {
      name: 'RangeError',
      message: 'expected degrees from 0 to 90, but got 91',
    });
  });
});

describe('crossNumbers', () => {
  it('takes each number from one of the two, about as often', () => {
    const [zeros, ones] = [tf.zeros<tf.Rank.R2>([50, 100]), tf.ones<tf.Rank.R2>([50, 100])];
    const made = crossNumbers(zeros, ones, new Random(1));
    const values = made.dataSync();
    assert.ok(values.every((value) => value === 0 || value === 1));
    assert.ok(Math.abs(standard(made)[0] - 0.5) < 0.03);
  });
});

describe('breed', () => {
  const first = (z: tf.Tensor2D) => tf.slice(z, [0, 0], [-1, 1]).dataSync();
  const meanOf = (values: ArrayLike<number>) =>
    Array.from(values).reduce((a, b) => a + b, 0) / values.length;

  it('raises what is chosen for, and a random choice does not', () => {
    const chance = new Random(9);
    const random = (z: tf.Tensor2D) => chance.uniform([z.shape[0]]).dataSync();
    const ends = [first, random].map((score) =>
      meanOf(
        [1, 2, 3, 4, 5].map((seed) => {
          const all = breed(score, { latentDim: 8, random: new Random(seed) });
          return meanOf(first(all[all.length - 1]));
        }),
      ),
    );
    assert.ok(ends[0] > 1.2, `${ends[0]}`);
    assert.ok(Math.abs(ends[1]) < 0.6, `${ends[1]}`);
  });

  it('lets the best live on, unchanged, before their children', () => {
    const all = breed(first, { latentDim: 3, generations: 1, random: new Random(1) });
    assert.deepEqual(all.map(({ shape }) => shape), [[16, 3], [16, 3]]); // prettier-ignore
    const best = [...first(all[0])].sort((a, b) => b - a).slice(0, 4);
    assertClose(first(all[1]).slice(0, 4), best);
  });

  it('throws where nobody would be replaced, or one would be its own partner', () => {
    const random = new Random(1);
    assert.throws(() => breed(first, { latentDim: 3, population: 4, random }), {
      name: 'RangeError',
      message: 'expected population to be an integer of at least 5, but got 4',
    });
    assert.throws(() => breed(first, { latentDim: 3, parents: 1, random }), RangeError);
  });
});
