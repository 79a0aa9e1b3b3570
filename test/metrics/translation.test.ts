import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import type { Judge } from '../../lib/judges/judge';
import { judgeTranslation } from '../../lib/metrics/translation';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Looks at the mean of each channel alone. */
const judge: Judge = {
  judge: (pictures) => {
    const features = tf.mean<tf.Tensor2D>(pictures, [1, 2]);
    return { features, logits: tf.clone(features) };
  },
  dispose: () => undefined,
};
/** [150, 4, 4, 3] in 0.25..0.75 */
const truth = new Random(1).uniform<tf.Rank.R4>([150, 4, 4, 3], 0.25, 0.75);

describe('judgeTranslation', () => {
  it('gives the truth no error, no distance and all of its sharpness and colour', () => {
    const { l1, sharpness, colourfulness, frechet } = judgeTranslation(truth, truth, judge);
    assert.equal(l1, 0);
    assertClose([sharpness, colourfulness], [1, 1], 1e-6);
    assertClose(frechet, 0, 1e-6);
  });

  it('takes half of the sharpness and the colour from pictures with half of the contrast', () => {
    const made = tf.add(tf.mul(tf.sub(truth, 0.5), 0.5), 0.5) as tf.Tensor4D;
    const { l1, sharpness, colourfulness } = judgeTranslation(truth, made, judge);
    assertClose([sharpness, colourfulness], [0.5, 0.5], 1e-5);
    // the mean of |x − ½| / 2 with x uniform in ½ ± ¼ is 1/16, with 7,200 numbers to within 2 %
    assertClose(l1, 100 / 16, 0.13);
  });

  it('clips what lies outside of 0..1', () => {
    const made = tf.add<tf.Tensor4D>(truth, 5);
    assertClose(judgeTranslation(truth, made, judge).l1, 50, 1); // white against a mean of ½
  });

  it('is far from the truth when all pictures are brighter by a tenth', () => {
    const made = tf.add<tf.Tensor4D>(truth, 0.1);
    // three features, each moved by 0.1: ‖μa − μb‖² = 3 · 0.01, and the covariances are equal
    assertClose(judgeTranslation(truth, made, judge).frechet, 0.03, 1e-4);
  });

  it('keeps nothing alive', () => {
    const before = tf.memory().numTensors;
    judgeTranslation(truth, truth, judge);
    assert.equal(tf.memory().numTensors, before);
  });
});
