import { trainGame } from '../../../lib/training/loop';
import { BUILD_GAME } from '../games/build';
import { BATCH_SIZES, type GameName } from '../workloads';
import { serveTraining } from './serve-training';
import type { SideSettings } from './settings';

/** A step of one of the games of applications, at the batch that its title names. */
export function runGame({ workload, steps }: SideSettings): Promise<void> {
  const name = workload as GameName; // main.ts gives it no other
  const { game, batches } = BUILD_GAME[name](BATCH_SIZES[name]);
  return serveTraining(batches, steps, (ofRounds, options) =>
    trainGame(game, ofRounds, { ...options, seed: 1 }),
  );
}
