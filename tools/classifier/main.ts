import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { loadMnist } from '../../lib/data/mnist';
import { clock } from '../../lib/display';
import { digitJudgeOf } from '../../lib/metrics/classifier';
import { saveMnistClassifier } from '../../lib/metrics/classifier-file';
import { judgeImages, referenceOf } from '../../lib/metrics/judge';
import { reportFailure } from '../command-line';
import { cardText } from './card';
import { evaluate } from './evaluation';
import { parseClassifierCommand } from './options';
import { trainClassifier } from './train';

/** Trains the classifier, looks how good it is, and writes it with its card. @returns the exit code */
function main(): number {
  try {
    const { out, ...training } = parseClassifierCommand(process.argv.slice(2));
    mkdirSync(out, { recursive: true }); // before the minutes of training, if it cannot be made
    const start = performance.now();
    const elapsed = () => performance.now() - start;
    const { train, test } = loadMnist();
    console.log(`Training on ${train.labels.length} images of MNIST: ${training.epochs} epochs.`);
    const model = trainClassifier(train, training, (epoch, loss) =>
      console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, ${clock(elapsed())}`),
    );
    const minutes = elapsed() / 60_000;
    const classifier = digitJudgeOf(model);
    const evaluation = evaluate(classifier, test);
    const facts = { ...training, testAccuracy: evaluation.accuracy };
    saveMnistClassifier(join(out, 'mnist-classifier.safetensors'), model, facts);
    const reference = referenceOf(classifier, test.images);
    const testReport = judgeImages(test.images, reference);
    const some = train.images.slice(0, test.labels.length); // as many as the test images
    const trainReport = judgeImages(some, reference);
    const card = cardText({ ...training, minutes, model, evaluation, testReport, trainReport });
    writeAtomically(join(out, 'mnist-classifier.md'), [Buffer.from(card)]);
    console.log(
      `Done in ${clock(elapsed())}: ${(100 * evaluation.accuracy).toFixed(2)} % of the test images right. ` +
        `Weights and card are in ${out}.`,
    );
    return 0;
  } catch (error) {
    return reportFailure('npm run classifier', error);
  }
}

process.exitCode = main();
