import { existsSync } from 'node:fs';

import { loadCheckpoint, saveCheckpoint } from '../../lib/training/checkpoint';
import { createGameState } from '../../lib/training/game';
import { trainGame } from '../../lib/training/loop';
import { cloudBatches, cycleGame } from '../training/games';

// Trains a game of four networks in a process of its own, with a checkpoint an epoch, and goes on with one that is there.
//   game-training.ts CHECKPOINT EPOCHS

async function main([path, epochs]: readonly string[]): Promise<void> {
  const game = cycleGame();
  const options = { seed: 3, epochs: Number(epochs) };
  const state = existsSync(path) ? loadCheckpoint(path, game) : createGameState(game, options);
  console.log(`from step ${state.step}`);
  const save = () => saveCheckpoint(path, game, state);
  await trainGame(game, cloudBatches(), {
    ...options,
    state,
    onEpoch({ epoch }) {
      save();
      console.log(`epoch ${epoch}`);
    },
  });
  const weights = Object.values(game.networks).flatMap((model) =>
    model.getWeights().map((weight) => Array.from(weight.dataSync())),
  );
  console.log(JSON.stringify({ weights, history: state.history }));
}

void main(process.argv.slice(2));
