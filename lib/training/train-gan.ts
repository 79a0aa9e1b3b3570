import { requireInteger } from '../check';
import { requireSameShape } from './fit';
import type { Batches, Examples } from '../data/batches';
import type { Gan } from '../models/gan';
import { type GanSettings, ganGame } from './gan-game';
import type { History } from './history';
import { type GameOptions, trainGame } from './loop';
import { type TrainingState, createTrainingState } from './state';

/** How to train a GAN. */
export interface TrainOptions extends GameOptions, GanSettings {
  /** Goes on with this training and keeps it up to date. Default: a new one. */
  readonly state?: TrainingState;
}

/**
 * Trains a GAN: in each step one update of D (or `discriminatorSteps`), then one of G, each on fresh noise. It is the
 * smallest game of {@link trainGame}, which says how it ends, goes on and is compiled.
 *
 * @param gan both networks; their weights change
 * @param batches where reals come from; in the GAN's shape
 * @returns the state's history
 * @throws RangeError when batches and networks do not fit; Error naming the step and the number when one is not finite
 * @see Goodfellow et al. 2014, "Generative adversarial nets", algorithm 1 with k = 1
 */
export async function trainGan(
  gan: Gan,
  batches: Batches<Examples>,
  options: TrainOptions,
): Promise<History> {
  requireInteger('discriminatorSteps', options.discriminatorSteps ?? 1, { min: 1 });
  requireSameShape(gan, batches);
  const state = options.state ?? createTrainingState(gan, options);
  return trainGame(ganGame(gan, options), batches, { ...options, state });
}
