import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitPatchRidge } from '../../lib/baselines/patch-ridge';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

const pictures = (seed: number, n: number) => new Random(seed).uniform<tf.Rank.R4>([n, 6, 5, 2]);
const LEAST = { penalties: [1e-6] };

describe('fitPatchRidge', () => {
  it('finds a blur that mixes channels, and blurs other pictures with it', () => {
    const kernel = new Random(5).normal<tf.Rank.R4>([3, 3, 2, 1]);
    const blur = (x: tf.Tensor4D) => {
      const padded = tf.mirrorPad(x, [[0, 0], [1, 1], [1, 1], [0, 0]], 'symmetric'); // prettier-ignore
      return tf.add<tf.Tensor4D>(tf.conv2d(padded, kernel, 1, 'valid'), 0.3);
    };
    const [seen, others] = [pictures(1, 40), pictures(2, 3)];
    const ridge = fitPatchRidge(seen, blur(seen), { size: 3, ...LEAST });
    const made = ridge.predict(others);
    assert.deepEqual(made.shape, [3, 6, 5, 1]);
    assertClose(made.dataSync(), blur(others).dataSync(), 1e-3); // but for the penalty
  });

  it('keeps nothing alive but what it predicts', () => {
    const [inputs, targets] = [pictures(1, 4), pictures(2, 4)];
    const before = tf.memory().numTensors;
    fitPatchRidge(inputs, targets, LEAST).predict(inputs).dispose();
    assert.equal(tf.memory().numTensors, before);
  });

  for (const [what, make, message] of [
    [
      'a square without a middle',
      () => fitPatchRidge(pictures(1, 4), pictures(2, 4), { size: 4 }),
      'expected an odd size, but got 4',
    ],
    [
      'targets of other places',
      () => fitPatchRidge(pictures(1, 4), tf.zeros<tf.Rank.R4>([4, 5, 6, 2])),
      'expected targets of 6 × 5 pixels as inputs are, but got 5 × 6',
    ],
  ] as const) {
    it(`refuses ${what}`, () => assert.throws(make, { name: 'RangeError', message }));
  }
});
