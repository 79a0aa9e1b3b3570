import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { minibatchStandardDeviation } from '../../lib/layers';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { rebuilt } from './rebuilt';

const append = (x: tf.Tensor, groupSize?: number) =>
  minibatchStandardDeviation({ groupSize }).apply(x) as tf.Tensor;

/** The mean over features of the standard deviation over examples, in plain arrays. */
function statistic(examples: readonly (readonly number[])[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const deviations = examples[0].map((_, feature) => {
    const values = examples.map((example) => example[feature]);
    return Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
  });
  return mean(deviations);
}
const rows = (x: tf.Tensor) => tf.reshape(x, [x.shape[0], -1]).arraySync() as number[][];

describe('minibatchStandardDeviation', () => {
  it('appends the mean of the features’ standard deviations: 2 for deviations 1 and 3', () => {
    const x = tf.tensor2d([4, 1, 6, 7], [2, 2]); // 4, 6: mean 5 ± 1; 1, 7: mean 4 ± 3
    const y = append(x);
    assertClose(y.dataSync(), [4, 1, 2, 6, 7, 2], 1e-6);
  });

  it('appends one channel to images, the same at every place', () => {
    const x = spaced<tf.Rank.R4>([3, 2, 4, 2]);
    const y = append(x);
    assert.deepEqual(y.shape, [3, 2, 4, 3]);
    const [before, channel] = tf.split(y, [2, 1], 3);
    assert.deepEqual(before.dataSync(), x.dataSync());
    assertClose(channel.dataSync(), Array(3 * 2 * 4).fill(statistic(rows(x))), 1e-6);
  });

  it('compares within groups of neighbours', () => {
    const x = spaced([6, 3]);
    const last = tf.slice(append(x, 2), [0, 3]).dataSync();
    const expected = [0, 0, 2, 2, 4, 4].map((i) => statistic(rows(x).slice(i, i + 2)));
    assert.notEqual(expected[0], expected[2]);
    assertClose(last, expected, 1e-6);
  });

  it('is 10⁻⁴, the root of what is added to the variance, where all examples are the same', () => {
    const collapsed = tf.tile(spaced([1, 5]), [4, 1]);
    assertClose(tf.slice(append(collapsed), [0, 5]).dataSync(), Array(4).fill(1e-4), 1e-8);
  });

  it('has a finite gradient where all examples are the same', () => {
    const collapsed = tf.ones([4, 5]);
    const gradient = tf.grad((x: tf.Tensor) => append(x))(collapsed);
    // 1 from handing each number on, 0 from the deviation, which is at its least
    assertClose(gradient.dataSync(), Array(20).fill(1), 1e-6);
  });

  for (const { shape, groupSize } of [
    { shape: [4, 3], groupSize: undefined },
    { shape: [4, 3], groupSize: 2 },
    { shape: [4, 2, 2, 2], groupSize: undefined },
  ]) {
    it(`has the gradients that finite differences give: [${shape}] in groups of ${groupSize ?? 4}`, () => {
      assertFirstGradients((x) => append(x, groupSize), [spaced(shape)]);
      assertSecondGradients((x) => append(x, groupSize), [spaced(shape)]);
    });
  }

  it('tells the layers after it that there is one more', () => {
    const layer = minibatchStandardDeviation();
    assert.deepEqual(layer.computeOutputShape([null, 7, 7, 128]), [null, 7, 7, 129]);
    assert.deepEqual(layer.computeOutputShape([null, 10]), [null, 11]);
  });

  it('throws on a batch that is not divisible, and on groups of none', () => {
    assert.throws(() => append(spaced([5, 2]), 4), {
      name: 'RangeError',
      message: 'expected a batch divisible by 4, but got 5 examples',
    });
    assert.throws(() => minibatchStandardDeviation({ groupSize: 0 }), {
      name: 'RangeError',
      message: 'expected groupSize to be an integer of at least 1, but got 0',
    });
  });

  for (const groupSize of [undefined, 2]) {
    it(`comes back from a saved network as it was: groups of ${groupSize ?? 'the batch'}`, async () => {
      const layer = minibatchStandardDeviation({ groupSize, inputShape: [3] });
      const copy = await rebuilt(layer);
      const x = spaced([4, 3]);
      const [expected, actual] = [layer, copy].map((l) => (l.apply(x) as tf.Tensor).dataSync());
      assert.deepEqual(actual, expected);
    });
  }
});
