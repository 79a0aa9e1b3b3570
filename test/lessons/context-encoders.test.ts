import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { makeFaces } from '../../lib/data/faces/faces';
import { centredHole } from '../../lib/data/holes';
import { pixelsOf } from '../../lib/data/images';
import { toUnitRange } from '../../lib/data/pixel-range';
import { HOLE_FILLERS } from '../../lib/experiments/context-encoders';
import { FACES_JUDGE } from '../../lib/judges/faces';
import { loadJudge } from '../../lib/judges/judge-file';
import { channelwiseDense } from '../../lib/layers';
import { frechetDistance } from '../../lib/metrics/frechet';
import { sharpnessInHoles } from '../../lib/metrics/holes';
import { psnr } from '../../lib/metrics/pixel-errors';
import { applyInUse } from '../../lib/models/gan';
import { Random } from '../../lib/random';
import { composite, contextOf } from '../../lib/training/hole-game';
import { assertClose } from '../assert-close';

// What lesson 12 states beside its cells: a formula, and answers to its exercises.

describe('notebooks/12_context_encoders.ipynb', function () {
  this.timeout(30_000); // the last one draws faces
  it('splits the error of an answer into that of the mean and the distance from the mean', () => {
    const random = new Random(1);
    const answers = random.normal<tf.Rank.R2>([50, 7]);
    const c = random.normal<tf.Rank.R1>([7]);
    const mean = tf.mean<tf.Tensor1D>(answers, 0);
    const error = (from: tf.Tensor1D) =>
      tf.mean(tf.sum(tf.squaredDifference(answers, from), 1)).dataSync()[0];
    const away = tf.sum(tf.squaredDifference(mean, c)).dataSync()[0];
    assertClose(error(c), error(mean) + away, 1e-4);
  });

  it('exercise 1: a hole of 8×8 is a sixteenth, between 2,880 numbers and 192', () => {
    const hole = centredHole({ size: 32, hole: 8 });
    const missing = tf.sum(hole).dataSync()[0];
    assert.equal(missing / hole.size, 1 / 16);
    assert.deepEqual([3 * (hole.size - missing), 3 * missing], [2880, 192]);
  });

  it('exercise 2: one of the right answers has twice the error of their mean, 3 dB', () => {
    const answers = [0.2, 0.8];
    const error = (paint: (answer: number, other: number) => number) => {
      const errors = answers.flatMap((answer) =>
        answers.map((other) => (answer - paint(answer, other)) ** 2),
      );
      return errors.reduce((a, b) => a + b, 0) / errors.length;
    };
    const ofMean = error(() => 0.5);
    const ofOne = error((_, other) => other);
    assertClose([ofMean, ofOne], [0.09, 0.18], 1e-9);
    assertClose(10 * Math.log10(ofOne / ofMean), 3.01, 0.005);
  });

  it('exercise 3: 196,608 weights at 8×8 with 48 channels, 24,576 at 4×4 with 96', () => {
    const count = (inputShape: number[]) =>
      tf.sequential({ layers: [channelwiseDense({ seed: 1, inputShape })] }).countParams();
    assert.deepEqual([count([8, 8, 48]), count([4, 4, 96])], [196_608, 24_576]);
    assert.equal((48 * 64) ** 2, 9_437_184);
  });

  it('exercise 4: half of each keeps most of the decibels and lies nearer to the blur', () => {
    const hole = centredHole({ size: 32, hole: 16 });
    const { test } = makeFaces({ train: 0, test: 400, seed: 1 });
    const truth = pixelsOf(test.images, { range: 'minusOneToOne' });
    const [blurred, sharp] = [HOLE_FILLERS.reconstruction, HOLE_FILLERS.adversarial].map((kept) => {
      const made = applyInUse(kept.load().model, contextOf(truth, hole)) as tf.Tensor4D;
      return composite(truth, made, hole);
    });
    const mixed = tf.div<tf.Tensor4D>(tf.add(blurred, sharp), 2);
    const judge = loadJudge(FACES_JUDGE);
    const real = toUnitRange(truth);
    const found = [blurred, mixed, sharp].map((filled) => {
      const fake = toUnitRange(filled);
      const [a, b] = [real, fake].map((pictures) => judge.judge(pictures).features);
      return {
        decibels: psnr(real, fake, { mask: hole }),
        sharpness: sharpnessInHoles(fake, hole),
        frechet: frechetDistance(a, b),
      };
    });
    const way = (of: (row: (typeof found)[number]) => number) => {
      const [start, middle, end] = found.map(of);
      return (middle - start) / (end - start); // 0 at the blurred one, 1 at the sharp one
    };
    assert.ok(way(({ decibels }) => decibels) < 1 / 3);
    assert.ok(way(({ sharpness }) => sharpness) > 0 && way(({ sharpness }) => sharpness) < 1);
    assert.ok(way(({ frechet }) => frechet) > 0 && way(({ frechet }) => frechet) < 1 / 2);
  });
});
