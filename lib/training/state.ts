import type { Optimizer } from '../backend/optimizer';
import type { Gan } from '../models/gan';
import { type GameState, createGameState } from './game';
import { ganRoles } from './gan-game';

/**
 * All that a GAN's training changes besides the two networks' weights. Give the same state to {@link trainGan} again
 * and it goes on where it stopped.
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
export function createTrainingState(gan: Gan, options: { readonly seed: number }): TrainingState {
  const state = createGameState(ganRoles(gan), options);
  const { generator, discriminator } = state.optimizers;
  return { ...state, generatorOptimizer: generator, discriminatorOptimizer: discriminator };
}
