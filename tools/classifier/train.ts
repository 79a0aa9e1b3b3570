import { tf } from '../../lib/backend';
import { compileStep } from '../../lib/backend/compiled-step';
import { Optimizer } from '../../lib/backend/optimizer';
import type { LabelledImages } from '../../lib/data/mnist';
import { applyInTraining, trainableVariables } from '../../lib/models/gan';
import { buildMnistClassifier } from '../../lib/models/mnist-classifier';
import { descend } from '../../lib/training/descend';
import { type LabelledBatch, type ShiftedBatches, shiftedBatches } from './shifted-batches';

/** What the training goes by, apart from seed and epochs. */
export const TRAINING = {
  /** As the article's. */
  batchSize: 64,
  /** Half of the margin that MNIST leaves around a digit. */
  maxShift: 2,
  /** Adam's own default; falls in a straight line to 0 at the last step. */
  learningRate: 1e-3,
} as const;

/** How long and from which numbers to train. */
export interface ClassifierTraining {
  readonly seed: number;
  readonly epochs: number;
}

/**
 * A classifier trained on images in 0..1.
 *
 * @param onEpoch told after each epoch its number, from 1 on, and the mean loss in nats
 * @returns the network, which the caller disposes
 * @throws Error when the loss is not finite any more
 */
export function trainClassifier(
  data: LabelledImages,
  { seed, epochs }: ClassifierTraining,
  onEpoch: (epoch: number, loss: number) => void,
): tf.LayersModel {
  const { batchSize, maxShift, learningRate } = TRAINING;
  const batches = shiftedBatches(data, { batchSize, maxShift, seed });
  const model = buildMnistClassifier({ seed });
  const optimizer = new Optimizer(trainableVariables(model));
  const settings = { learningRate, decaySteps: epochs * batches.stepsPerEpoch };
  const inputs = inputsOf(batches.next()); // shows the shapes; the first batch is not trained on
  const runner = compileStep(
    (images, targets) => [
      descend(optimizer, settings, () =>
        // the mean over the batch
        tf.losses.softmaxCrossEntropy(targets, applyInTraining(model, images)).asScalar(),
      ),
    ],
    inputs,
  );
  tf.dispose(inputs);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const loss = runEpoch(batches, (batch) => runner.run(batch));
    if (!Number.isFinite(loss)) throw new Error(`epoch ${epoch}: the loss is not finite any more`);
    onEpoch(epoch, loss);
  }
  runner.pull();
  runner.dispose();
  optimizer.dispose();
  return model;
}

const inputsOf = ({ images, targets }: LabelledBatch): tf.Tensor[] => [images, targets];

/** One pass. @returns the mean loss */
function runEpoch(
  batches: ShiftedBatches,
  run: (inputs: tf.Tensor[]) => readonly tf.Tensor[],
): number {
  let sum = 0;
  for (let step = 0; step < batches.stepsPerEpoch; step++) {
    sum += tf.tidy(() => run(inputsOf(batches.next()))[0].dataSync()[0]);
  }
  return sum / batches.stepsPerEpoch;
}
