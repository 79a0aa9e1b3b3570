import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { assertClose } from '../assert-close';

const logits = [-200, -3, -0.5, 0, 2, 200];
const labels = [0, 1, 0, 1, 0.9, 1];
/** −y ln σ(l) − (1 − y) ln(1 − σ(l)), where neither logarithm runs out of digits. */
const softplus = (l: number) => Math.max(l, 0) + Math.log1p(Math.exp(-Math.abs(l)));
const crossEntropy = (y: number, l: number) => y * softplus(-l) + (1 - y) * softplus(l);
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('tf.losses.sigmoidCrossEntropy', () => {
  it('is the mean cross-entropy of labels and sigmoids, and finite at logits of ±200', () => {
    const expected = mean(labels.map((y, i) => crossEntropy(y, logits[i])));
    const actual = tf.losses.sigmoidCrossEntropy(labels, logits).dataSync()[0];
    assertClose(actual, expected, 1e-6);
  });

  it('has the slope (σ(l) − y) / n', () => {
    const y = tf.tensor1d(labels);
    const slope = tf.grad((l) => tf.losses.sigmoidCrossEntropy(y, l))(tf.tensor1d(logits));
    const expected = logits.map((l, i) => (1 / (1 + Math.exp(-l)) - labels[i]) / logits.length);
    assertClose(slope.dataSync(), expected, 1e-6);
  });

  it('smooths labels towards ½', () => {
    const actual = tf.losses.sigmoidCrossEntropy([1, 0], [1, 1], undefined, 0.2).dataSync()[0];
    assertClose(actual, mean([crossEntropy(0.9, 1), crossEntropy(0.1, 1)]), 1e-6);
  });

  it('weighs and reduces as it is asked to', () => {
    const sum = tf.losses.sigmoidCrossEntropy([1, 0], [1, 1], [2, 3], 0, tf.Reduction.SUM);
    assertClose(sum.dataSync()[0], 2 * crossEntropy(1, 1) + 3 * crossEntropy(0, 1), 1e-5);
  });

  it('throws on labels and logits of different shapes', () => {
    assert.throws(() => tf.losses.sigmoidCrossEntropy([1], [1, 2]), /Error in sigmoidCrossEntropy/);
  });
});
