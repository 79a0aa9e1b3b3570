import { trainGame } from '../../../lib/training/loop';
import { buildBenchGame } from '../games/build';
import type { GameName } from '../workloads';
import { serveTraining } from './serve-training';
import type { SideSettings } from './settings';

/** A step of one of the games of applications, at the batch that its title names. */
export function runGame({ workload, steps }: SideSettings): Promise<void> {
  const { game, batches } = buildBenchGame(workload as GameName); // main.ts gives it no other
  return serveTraining(batches, steps, (ofRounds, options) =>
    trainGame(game, ofRounds, { ...options, seed: 1 }),
  );
}
