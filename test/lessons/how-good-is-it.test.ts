import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { loadMnist } from '../../lib/data/mnist';
import { estimate } from '../../lib/metrics/estimate';
import { frechetDistance } from '../../lib/metrics/frechet';
import { nearestImages } from '../../lib/metrics/nearest';
import { precisionRecall } from '../../lib/metrics/precision-recall';
import { mnistScore, mnistScoreInBatches } from '../../lib/metrics/score';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

// What lesson 8 states beside its cells: formulas, and answers to its exercises.

/** Everything that a test makes is disposed at its end. */
const tidily = (test: () => void) => () => void tf.tidy(test);
const normal = (seed: number, n: number, width: number) =>
  new Random(seed).normal<tf.Rank.R2>([n, width]);
const entropy = (p: readonly number[]) => -p.reduce((sum, pi) => sum + pi * Math.log(pi), 0);
/** Numbers of exact mean 0 and standard deviation 1. */
const standard = [-1, 1, -1, 1, -1, 1, -1, 1].map((x) => x * Math.sqrt(7 / 8)); // Σ x² / (n − 1) = 1
const column = (values: readonly number[]) => tf.tensor2d([...values], [values.length, 1]);

describe('notebooks/08_how_good_is_it.ipynb', () => {
  it(
    'sorts the score into exp H(y) times exp −H(y|x)',
    tidily(() => {
      const p = tf.softmax(normal(1, 50, 10)) as tf.Tensor2D;
      const pY = tf.mean(p, 0).arraySync() as number[];
      const ofX = estimate(p.arraySync().map(entropy)).mean;
      assertClose(mnistScore(p), Math.exp(entropy(pY)) * Math.exp(-ofX), 1e-5); // float32 means
    }),
  );

  it(
    'has a score of batches of n that is short of 10 by a factor of about exp(−9 / 2n)',
    tidily(() => {
      const classes = new Random(1).integers(64_000, 10);
      const sure = tf.cast(tf.oneHot(classes, 10), 'float32') as tf.Tensor2D;
      // the entropy of n draws from c equal classes is ln c − (c − 1) / 2n on average, up to a term of about c² / 12n²
      for (const n of [32, 64, 128]) {
        const tolerance = 10 * (100 / (12 * n ** 2)) + 0.05;
        assertClose(mnistScoreInBatches(sure, n), 10 * Math.exp(-9 / (2 * n)), tolerance);
      }
    }),
  );

  it('takes two bumps at ±0.96 with σ 0.28 for N(0, 1): their variance is 0.96² + 0.28²', () => {
    assertClose(0.96 ** 2 + 0.28 ** 2, 1, 1e-12);
  });

  it(
    'finds no copies of training images any more when each is moved by one pixel',
    tidily(() => {
      const { images } = loadMnist().train;
      const kept = images.slice([0, 0, 0, 0], [50, 28, 27, 1]);
      const moved = tf.pad4d(kept, [
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 0],
      ]);
      // a stroke has an edge at either side: a few pixels change by about 1 each, so the distance is above 1
      assert.ok(Math.min(...nearestImages(moved, images).distances) > 1);
    }),
  );

  it(
    'cannot shrink precision or recall by a larger k (exercise 1)',
    tidily(() => {
      const [real, fake] = [normal(1, 100, 2), normal(2, 100, 2)];
      const [three, ten] = [3, 10].map((k) => precisionRecall(real, fake, { k }));
      assert.ok(ten.precision >= three.precision && ten.recall >= three.recall);
    }),
  );

  it(
    'scores five sure digits as it scores ten that are each half of another (exercise 2)',
    tidily(() => {
      const rows = Array.from({ length: 10 }, (_, y) => y);
      const five = tf.oneHot(tf.tensor1d([0, 1, 2, 3, 4], 'int32'), 10);
      const halves = rows.map((y) =>
        rows.map((i) => (Math.floor(i / 2) === Math.floor(y / 2) ? 0.5 : 0)),
      );
      assertClose(mnistScore(tf.cast(five, 'float32') as tf.Tensor2D), 5);
      assertClose(mnistScore(tf.tensor2d(halves)), 5);
    }),
  );

  for (const [fault, change] of [
    ['a collapse to 0', (x: number) => 0 * x],
    ['twice the standard deviation', (x: number) => 2 * x],
    ['a shift by 1', (x: number) => x + 1],
  ] as const) {
    it(
      `puts ${fault} at distance 1 from N(0, 1) (exercise 3)`,
      tidily(() => {
        const distance = frechetDistance(column(standard), column(standard.map(change)));
        assertClose(distance, 1, 1e-5); // float32 points
      }),
    );
  }

  it(
    'has a Fréchet distance of 3 / n on average between two sets of n from N(0, 1) (exercise 4)',
    tidily(() => {
      const pairs = new Random(1);
      const draw = () => pairs.normal<tf.Rank.R2>([100, 1]);
      const found = Array.from({ length: 1000 }, () => frechetDistance(draw(), draw()));
      const { mean, error } = estimate(found);
      assertClose(mean, 0.03, 3 * error + 0.03 / 100); // and a term of order 1 / n²
    }),
  );

  it(
    'has no recall where each fake has more than k copies and is no real (exercise 5)',
    tidily(() => {
      const fake = tf.tile(normal(2, 10, 4), [5, 1]) as tf.Tensor2D;
      assert.equal(precisionRecall(normal(1, 200, 4), fake).recall, 0);
    }),
  );
});
