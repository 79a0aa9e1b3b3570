import type { GameName } from '../workloads';
import type { BenchGame } from './bench-game';
import { cycleganGame } from './cyclegan';
import { moleculeGanGame } from './molecule-gan';
import { pix2pixGame } from './pix2pix';
import { voxelGanGame } from './voxel-gan';
import { waveganGame } from './wavegan';

const GAMES: Record<GameName, { build: (batchSize: number) => BenchGame; batchSize: number }> = {
  pix2pix: { build: pix2pixGame, batchSize: 16 },
  cyclegan: { build: cycleganGame, batchSize: 16 },
  wavegan: { build: waveganGame, batchSize: 32 },
  voxelGan: { build: voxelGanGame, batchSize: 32 },
  moleculeGan: { build: moleculeGanGame, batchSize: 64 },
};

/** One of the games. @param batchSize examples in a batch. Default: as many as the game's title names */
export function buildBenchGame(name: GameName, batchSize = GAMES[name].batchSize): BenchGame {
  return GAMES[name].build(batchSize);
}
