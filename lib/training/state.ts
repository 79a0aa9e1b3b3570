import { Optimizer } from '../backend/optimizer';
import type { BatchesState } from '../data/batches';
import { type Gan, trainableVariables } from '../models/gan';
import { Random } from '../random';
import { History, type HistoryRow } from './history';

/**
 * All that a training changes besides the two networks' weights. Give the same state to {@link trainGan} again and it goes
 * on where it stopped.
 */
export interface TrainingState {
  /** Generator updates made so far. */
  step: number;
  /** Where the noise stands. */
  noise: Random;
  /** Where the batches stand, once training has stopped; undefined before it has begun. */
  batches?: BatchesState;
  readonly generatorOptimizer: Optimizer;
  readonly discriminatorOptimizer: Optimizer;
  history: History;
  /** Steps made since the history's last row. */
  pending: readonly StepNumbers[];
}

/** The numbers of one step. */
export type StepNumbers = Omit<HistoryRow, 'step' | 'epoch'>;

/**
 * The state of a training that has not begun.
 *
 * @param gan whose weights the optimizers will move
 * @param seed of the training noise; integer from 0 to 2³¹ − 1
 */
export function createTrainingState(gan: Gan, { seed }: { readonly seed: number }): TrainingState {
  return {
    step: 0,
    noise: new Random(seed),
    generatorOptimizer: new Optimizer(trainableVariables(gan.generator)),
    discriminatorOptimizer: new Optimizer(trainableVariables(gan.discriminator)),
    history: new History(),
    pending: [],
  };
}
