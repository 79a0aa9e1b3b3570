import type { Batches, Examples } from '../data/batches';
import { type Gan, trainableVariables } from '../models/gan';
import type { TrainingState } from './state';

// Whether what a training is made of belongs together.

/** @throws RangeError unless both networks are for examples of the batches' shape */
export function requireSameShape(
  { generator, discriminator }: Gan,
  { exampleShape }: Batches<Examples>,
): void {
  const expected = exampleShape.join('×');
  const made = generator.outputs[0].shape.slice(1).join('×');
  const judged = discriminator.inputs[0].shape.slice(1).join('×');
  if (made === expected && judged === expected) return;
  throw new RangeError(
    `expected a GAN for examples of ${expected}, the data's shape, but got a generator of ${made} and a ` +
      `discriminator of ${judged}`,
  );
}

/** @throws TypeError unless the state's optimizers move this GAN's weights */
export function requireStateOf(gan: Gan, state: TrainingState): void {
  const moved = [state.generatorOptimizer, state.discriminatorOptimizer].map((o) => o.variables);
  const own = [gan.generator, gan.discriminator].map(trainableVariables);
  const isSame = own.every(
    (variables, i) =>
      variables.length === moved[i].length && variables.every((each, k) => each === moved[i][k]),
  );
  if (isSame) return;
  throw new TypeError(
    "expected a state of this GAN's training, but got one that moves other weights: make it with createTrainingState(gan, …)",
  );
}

/** @throws RangeError unless an epoch has as many steps as when the state's last row was written: else epochs run backwards */
export function requireSameEpochs(
  { history }: TrainingState,
  { stepsPerEpoch }: Batches<Examples>,
): void {
  const last = history.rows.at(-1);
  if (!last) return;
  const before = Math.round(last.step / last.epoch);
  if (before === stepsPerEpoch) return;
  throw new RangeError(
    `expected batches of ${before} steps an epoch, as in the training so far, but got ${stepsPerEpoch}: the data or the ` +
      'batch size are others',
  );
}
