import type { Batches, Examples } from '../data/batches';
import { type Game, createGameState } from '../training/game';
import type { History } from '../training/history';
import { type GameOptions, trainGame } from '../training/loop';

/** What a training gives beside its networks. */
export interface TimedTraining {
  readonly history: History;
  readonly steps: number;
  readonly minutes: number;
}

/** {@link trainGame} from a game's beginning to its end, and how long it took; its optimizers are disposed. */
export async function trainTimed(
  game: Game,
  batches: Batches<Examples>,
  options: GameOptions,
): Promise<TimedTraining> {
  const state = createGameState(game, options);
  const began = performance.now();
  try {
    const history = await trainGame(game, batches, { ...options, state });
    return { history, steps: state.step, minutes: (performance.now() - began) / 60_000 };
  } finally {
    Object.values(state.optimizers).forEach((optimizer) => optimizer.dispose());
  }
}
