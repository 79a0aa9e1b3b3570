import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { mnistClassifierPath, readMnistClassifier } from '../../../lib/metrics/classifier-file';
import type { ImageReport } from '../../../lib/metrics/judge';
import { buildMnistClassifier } from '../../../lib/models/mnist-classifier';
import { cardText } from '../../../tools/classifier/card';
import { evaluationOf } from '../../../tools/classifier/evaluation';

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const report: ImageReport = {
  score: 9.8,
  scoreInBatches: 8.7,
  frechet: 1.25,
  precision: 0.8,
  recall: 0.9,
  classes: { counts: [], shares: [], smallest: 0.09, klToUniform: 0 },
  meanTopProbability: 0.99,
};
const card = (answers: readonly number[]) =>
  cardText({
    seed: 5,
    epochs: 7,
    minutes: 2.55,
    model: buildMnistClassifier({ seed: 1 }),
    evaluation: evaluationOf(digits, answers),
    testReport: { ...report, frechet: 0 },
    trainReport: report,
  });

describe('cardText', () => {
  it('tells the training', () => {
    assert.match(card(digits), /batches of 64, 7 epochs/);
    assert.match(card(digits), /Seed 5/);
  });

  it('tells the network, layer by layer', () => {
    assert.match(card(digits), /\| `strokes` \| Conv2D \| 28×28×16 \| 160 \|/);
    assert.match(card(digits), /Together 105,866 parameters/);
  });

  it('tells the accuracy of all and of each class, and the errors', () => {
    const text = card([0, 7, 2, 3, 9, 5, 6, 7, 8, 9]);
    assert.match(text, /80\.00 % of the test images\./);
    assert.match(text, /\| 1 \| 1 \| 0\.00 % \|/);
    assert.match(text, /The 2 errors;[^]*- 1 taken for 7: 1\n- 4 taken for 9: 1\n/);
  });

  it('tells what real images score', () => {
    assert.match(card(digits), /\| Fréchet distance to the test images \| 0\.00 \| 1\.25 \|/);
  });
});

describe('data/mnist-classifier.md', () => {
  it('tells the accuracy, seed and epochs that the weights beside it state', () => {
    const { facts } = readMnistClassifier(mnistClassifierPath());
    const text = readFileSync('data/mnist-classifier.md', 'utf8');
    assert.ok(text.includes(`\n${(100 * facts.testAccuracy).toFixed(2)} % of the test images.\n`));
    assert.ok(text.includes(`, ${facts.epochs} epochs.`));
    assert.ok(text.includes(`Seed ${facts.seed}:`));
  });
});
