import { type Gan, trainableVariables } from '../models/gan';
import type { TrainingState } from './state';

// Whether what a training is made of belongs together.

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
