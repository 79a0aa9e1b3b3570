import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitIndependentMarginals } from '../../lib/baselines/independent-marginals';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const N = 20_000;
/** Four standard errors of a share of {@link N}. */
const ERROR = 4 * Math.sqrt(0.25 / N);

const shareOf = (samples: tf.Tensor2D, place: number, value: number) =>
  samples.arraySync().filter((row) => row[place] === value).length / samples.shape[0];

describe('fitIndependentMarginals', () => {
  it('draws 0 and 1 at each place’s rate', () => {
    const examples = tf.tensor2d([[1, 0, 1], [1, 0, 0], [1, 0, 0], [1, 0, 0]]); // prettier-ignore
    const samples = fitIndependentMarginals(examples).sample(N, new Random(1));
    assert.deepEqual([0, 1].map((place) => shareOf(samples, place, 1)), [1, 0]); // prettier-ignore
    assertClose(shareOf(samples, 2, 1), 0.25, ERROR);
  });

  it('draws each of several values at its rate, and none that a place never has', () => {
    const examples = tf.tensor2d([[0, 3], [1, 3], [1, 3], [3, 0]], [4, 2], 'int32'); // prettier-ignore
    const samples = fitIndependentMarginals(examples).sample(N, new Random(1));
    const shares = [0, 1].map((place) => [0, 1, 2, 3].map((v) => shareOf(samples, place, v)));
    assertClose(shares.flat(), [0.25, 0.5, 0, 0.25, 0.25, 0, 0, 0.75], ERROR);
    assert.equal(shares[0][2], 0);
  });

  it('draws places apart that always go together in the examples', () => {
    const samples = fitIndependentMarginals(
      tf.tensor2d([
        [0, 0],
        [1, 1],
      ]),
    ).sample(N, new Random(1));
    const both = samples.arraySync().filter(([a, b]) => a === b).length / N;
    assertClose(both, 0.5, ERROR);
  });

  it('keeps the examples’ shape and type', () => {
    const tiles = tf.tidy(() => new Random(1).integers(24, 5).reshape<tf.Tensor3D>([4, 2, 3]));
    const samples = fitIndependentMarginals(tiles).sample(7, new Random(1));
    assert.deepEqual([samples.shape, samples.dtype], [[7, 2, 3], 'int32']);
    const empty = fitIndependentMarginals(tf.zeros([3, 2])).sample(2, new Random(1));
    assert.deepEqual([empty.dtype, Array.from(empty.dataSync())], ['float32', [0, 0, 0, 0]]);
  });

  it('gives the same bits for the same seed, and leaves no tensor but the samples', () => {
    const examples = tf.tensor2d([[0, 3], [1, 2]]); // prettier-ignore
    const before = tf.memory().numTensors;
    const [a, b] = [0, 1].map(() =>
      tf.tidy(() => fitIndependentMarginals(examples).sample(50, new Random(8)).dataSync()),
    );
    assert.deepEqual(a, b);
    assert.equal(tf.memory().numTensors, before);
  });

  it('throws on fractions, on numbers below 0 and on none', () => {
    assert.throws(() => fitIndependentMarginals(tf.fill([2, 2], 0.5)), {
      name: 'RangeError',
      message: 'expected examples of whole numbers from 0 to 255, but got fractions',
    });
    assert.throws(() => fitIndependentMarginals(tf.tensor2d([[-1, 3]])), /but got -1 to 3/);
    assert.throws(() => fitIndependentMarginals(tf.zeros([0, 2])), /n at least 1/);
  });
});
