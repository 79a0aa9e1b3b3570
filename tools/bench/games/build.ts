import type { GameName } from '../workloads';
import type { BenchGame } from './bench-game';
import { cycleganBench } from './cyclegan';
import { moleculeGanGame } from './molecule-gan';
import { pix2pixGame } from './pix2pix';
import { voxelGanGame } from './voxel-gan';
import { waveganGame } from './wavegan';

/** The games, each a function of its batch size. */
export const BUILD_GAME: Record<GameName, (batchSize: number) => BenchGame> = {
  pix2pix: pix2pixGame,
  cyclegan: cycleganBench,
  wavegan: waveganGame,
  voxelGan: voxelGanGame,
  moleculeGan: moleculeGanGame,
};
