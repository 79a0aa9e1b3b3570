import { Optimizer } from '../backend/optimizer';
import { type Gan, trainableVariables } from '../models/gan';
import { Random } from '../random';
import type { GameState } from './game';
import { History } from './history';

/**
 * All that a GAN's training changes besides the two networks' weights. Give the same state to {@link trainGan} again and it goes
 * on where it stopped.
 */
export interface TrainingState extends GameState {
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
}

/**
 * The state of a training that has not begun.
 *
 * @param gan whose weights the optimizers will move
 * @param seed of the training noise; integer from 0 to 2³¹ − 1
 */
export function createTrainingState(gan: Gan, { seed }: { readonly seed: number }): TrainingState {
  const generatorOptimizer = new Optimizer(trainableVariables(gan.generator));
  const discriminatorOptimizer = new Optimizer(trainableVariables(gan.discriminator));
  return {
    step: 0,
    noise: new Random(seed),
    generatorOptimizer,
    discriminatorOptimizer,
    optimizers: { discriminator: discriminatorOptimizer, generator: generatorOptimizer },
    history: new History(),
    pending: [],
  };
}
