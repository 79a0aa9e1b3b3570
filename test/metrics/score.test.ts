import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { mnistScore, mnistScoreInBatches } from '../../lib/metrics/score';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';

/** Rows that are sure of these classes. */
const sureOf = (classes: readonly number[]) =>
  tf.tidy(() => tf.oneHot(tf.tensor1d([...classes], 'int32'), 10).toFloat() as tf.Tensor2D);
const tenTimes = Array.from({ length: 100 }, (_, i) => i % 10);

/** Uneven probabilities `[n, 10]`. */
const uneven = (n: number) =>
  tf.tidy(() => tf.softmax(new Random(3).normal<tf.Rank.R2>([n, 10]).mul<tf.Tensor2D>(2)));

/** As the formula is written. */
function slowScore(rows: number[][]): number {
  const marginal = rows[0].map((_, y) => rows.reduce((sum, row) => sum + row[y], 0) / rows.length);
  const divergences = rows.map((row) =>
    row.reduce((sum, p, y) => sum + p * (Math.log(p) - Math.log(marginal[y])), 0),
  );
  return Math.exp(divergences.reduce((a, b) => a + b, 0) / rows.length);
}

/**
 * The expected score of n sure images of m equally likely classes: the score is exp of the entropy of their counts,
 * Π (c/n)^(−c/n), and the mean over a multinomial of such a product is n!/mⁿ times the coefficient of xⁿ in
 * (Σ (c/n)^(−c/n) xᶜ/c!)ᵐ.
 */
function meanScoreOfSure(n: number, m: number): number {
  const factorials: number[] = [1];
  for (let c = 1; c <= n; c++) factorials.push(factorials[c - 1] * c);
  const series = factorials.map((factorial, c) => (c / n) ** (-c / n) / factorial); // 0⁰ = 1
  let power = series.map((_, c) => Number(c === 0));
  for (let i = 0; i < m; i++) {
    power = power.map((_, c) =>
      series.slice(0, c + 1).reduce((sum, s, j) => sum + s * power[c - j], 0),
    );
  }
  return (power[n] * factorials[n]) / m ** n;
}

describe('mnistScore', () => {
  it('is 10 when each image is sure and all classes are alike', () => {
    assertClose(mnistScore(sureOf(tenTimes)), 10); // KL = ln(1 / ⅒) for each
  });

  it('is 1 for a collapsed generator', () => {
    assert.equal(mnistScore(sureOf(new Array(50).fill(7))), 1);
  });

  it('is 1 for a noisy generator, whose images all get the same unsure answer', () => {
    assertClose(mnistScore(tf.fill([50, 10], 0.1)), 1);
  });

  it('is exp of the mean divergence in a case worked by hand', () => {
    // rows (1, 0) and (½, ½), mean (¾, ¼): KL = ln 4/3, and ½ ln 2/3 + ½ ln 2
    const [first, second] = [Math.log(4 / 3), 0.5 * Math.log(2 / 3) + 0.5 * Math.log(2)];
    const probabilities = tf.tensor2d([1, 0, 0.5, 0.5], [2, 2]);
    assertClose(mnistScore(probabilities), Math.exp((first + second) / 2));
  });

  it('agrees with a slow version on uneven probabilities', () => {
    const probabilities = uneven(57);
    assertClose(mnistScore(probabilities), slowScore(probabilities.arraySync()));
  });

  it('throws on logits', () => {
    assert.throws(() => mnistScore(tf.tensor2d([[3, -1]])), {
      name: 'RangeError',
      message: 'expected probabilities from 0 to 1, but got 3 in row 0',
    });
    assert.throws(
      () =>
        mnistScore(
          tf.tensor2d([
            [0.5, 0.5],
            [0.25, 0.5],
          ]),
        ),
      { message: 'expected each row of probabilities to sum to 1, but row 1 sums to 0.75' },
    );
  });

  it('throws on a number that is not finite, and on no rows', () => {
    assert.throws(() => mnistScore(tf.tensor2d([[NaN, 1]])), /but got NaN in row 0/);
    assert.throws(() => mnistScore(tf.zeros([0, 10])), {
      message: 'expected probabilities of shape [n, classes], n at least 1, but got [0, 10]',
    });
  });
});

describe('mnistScoreInBatches', () => {
  it('is the mean of the scores of consecutive batches', () => {
    const rows = uneven(64).arraySync();
    const expected = (slowScore(rows.slice(0, 32)) + slowScore(rows.slice(32))) / 2;
    assertClose(mnistScoreInBatches(uneven(64), 32), expected);
  });

  it('leaves out the rest that fills no batch', () => {
    // two batches of one class each, and a rest of other classes
    const classes = [0, 0, 0, 0, 1, 1, 1, 1, 2, 3];
    assert.equal(mnistScoreInBatches(sureOf(classes), 4), 1);
  });

  it('is about 8.6 of 10 for batches of 32 sure images of random classes', () => {
    const classes = tf.tidy(() => Array.from(new Random(5).integers(32_000, 10).dataSync()));
    const expected = meanScoreOfSure(32, 10);
    assertClose(expected, 8.6, 0.05);
    // A batch's score has a standard deviation near 0.6: its entropy varies by (m − 1)/(2n²) = 0.0044. Four of 1,000 batches':
    const tolerance = (4 * expected * Math.sqrt(9 / 2048)) / Math.sqrt(1000);
    assertClose(mnistScoreInBatches(sureOf(classes), 32), expected, tolerance);
  });

  it('throws when the rows fill no batch', () => {
    assert.throws(() => mnistScoreInBatches(uneven(31), 32), {
      name: 'RangeError',
      message: 'expected at least 32 rows, but got 31',
    });
  });

  it('throws on a batch size that is no integer above 0', () => {
    assert.throws(() => mnistScoreInBatches(uneven(32), 0), /of at least 1, but got 0/);
  });
});
