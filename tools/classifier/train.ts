import { tf } from '../../lib/backend';
import { compileStep } from '../../lib/backend/compiled-step';
import { Optimizer } from '../../lib/backend/optimizer';
import {
  type JudgeDefinition,
  type LabelledExamples,
  buildNetworkOf,
  columnsOf,
} from '../../lib/judges/definition';
import { applyInTraining, trainableVariables } from '../../lib/models/gan';
import { descend } from '../../lib/training/descend';
import { type TaughtExamples, type VariedBatches, variedBatches } from './varied-batches';

/** What the training of every judge goes by, apart from seed and epochs. */
export const TRAINING = {
  /** As the article's. */
  batchSize: 64,
  /** Adam's own default; falls in a straight line to 0 at the last step. */
  learningRate: 1e-3,
} as const;

/** How long and from which numbers to train. */
export interface JudgeTraining {
  readonly seed: number;
  readonly epochs: number;
}

/**
 * A judge's network, trained.
 *
 * @param onEpoch told after each epoch its number, from 1 on, and the mean loss: the sum of the questions' losses
 * @returns the network, which the caller disposes
 * @throws RangeError when a label is none or a batch is not filled; Error when the loss is not finite any more
 */
export function trainJudge(
  definition: JudgeDefinition,
  examples: LabelledExamples,
  { seed, epochs }: JudgeTraining,
  onEpoch: (epoch: number, loss: number) => void = () => undefined,
): tf.LayersModel {
  const { batchSize, learningRate } = TRAINING;
  const batches = taughtBatches(definition, examples, { batchSize, seed });
  const model = buildNetworkOf(definition, seed);
  const optimizer = new Optimizer(trainableVariables(model));
  const settings = { learningRate, decaySteps: epochs * batches.stepsPerEpoch };
  const inputs = listOf(batches.next()); // shows the shapes; the first batch is not trained on
  const runner = compileStep(
    (examples, targets) => [
      descend(optimizer, settings, () =>
        lossOf(definition, targets as tf.Tensor2D, applyInTraining(model, examples) as tf.Tensor2D),
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

/** Batches of the examples with the targets of all questions side by side. @throws RangeError when none is filled */
function taughtBatches(
  definition: JudgeDefinition,
  { inputs, labels }: LabelledExamples,
  options: { readonly batchSize: number; readonly seed: number },
): VariedBatches {
  const count = inputs.shape[0];
  if (count < options.batchSize) {
    throw new RangeError(
      `expected at least ${options.batchSize} examples to train on, but got ${count}`,
    );
  }
  const targets = tf.tidy(() =>
    tf.concat2d(
      columnsOf(definition).map(({ name, question }) =>
        tf.tensor2d(question.targetsOf(labels[name]), [count, question.numOutputs]),
      ),
      1,
    ),
  );
  const batches = variedBatches(
    { inputs, targets },
    { ...options, ...definition.variations, range: definition.range },
  );
  targets.dispose();
  return batches;
}

/** The sum of the questions' losses. */
function lossOf(
  definition: JudgeDefinition,
  targets: tf.Tensor2D,
  outputs: tf.Tensor2D,
): tf.Scalar {
  const losses = columnsOf(definition).map(({ question, start }) => {
    const [taught, given] = [targets, outputs].map((all) =>
      tf.slice(all, [0, start], [-1, question.numOutputs]),
    );
    return question.lossOf(taught, given);
  });
  return losses.reduce((sum, loss) => tf.add(sum, loss));
}

const listOf = ({ inputs, targets }: TaughtExamples): tf.Tensor[] => [inputs, targets];

/** One pass. @returns the mean loss */
function runEpoch(
  batches: VariedBatches,
  run: (inputs: tf.Tensor[]) => readonly tf.Tensor[],
): number {
  let sum = 0;
  for (let step = 0; step < batches.stepsPerEpoch; step++) {
    sum += tf.tidy(() => run(listOf(batches.next()))[0].dataSync()[0]);
  }
  return sum / batches.stepsPerEpoch;
}
