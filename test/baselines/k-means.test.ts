import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { fitKMeans } from '../../lib/baselines/k-means';
import { codeAgreement } from '../../lib/metrics/code-agreement';
import { Random } from '../../lib/random';

const CENTRES = [[0, 0], [10, 0], [0, 10]]; // prettier-ignore
const classes = Array.from({ length: 90 }, (_, i) => i % 3);
const examples = (seed: number) =>
  tf.tidy(() => {
    const centres = tf.gather(tf.tensor2d(CENTRES), tf.tensor1d(classes, 'int32'));
    return tf.add(centres, new Random(seed).normal<tf.Rank.R2>([90, 2]));
  });

describe('fitKMeans', () => {
  it('finds groups that lie apart, and gives others to the nearest', () => {
    const { groupsOf } = fitKMeans(examples(1), 3, { seed: 1 });
    assert.equal(codeAgreement(groupsOf(examples(1)), classes, 3), 1);
    assert.equal(codeAgreement(groupsOf(examples(2)), classes, 3), 1);
  });

  it('takes pictures too, and gives the same groups for the same seed', () => {
    const pictures = new Random(3).uniform<tf.Rank.R4>([40, 3, 3, 1]);
    const groups = () => fitKMeans(pictures, 5, { seed: 2 }).groupsOf(pictures);
    assert.deepEqual(groups(), groups());
    assert.equal(new Set(groups()).size, 5);
  });

  it('throws on fewer examples than groups', () => {
    assert.throws(() => fitKMeans(tf.zeros([2, 3]), 3, { seed: 1 }), {
      name: 'RangeError',
      message: 'expected examples of [n, ...], n at least 3, but got [2, 3]',
    });
  });
});
