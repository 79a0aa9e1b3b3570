import { runImageGrid, runLossCurves } from './figures';
import { runGame } from './games';
import { runMatMul } from './mat-mul';
import { runWganGp } from './points';
import type { SideSettings } from './settings';
import { runDcgan, runDense } from './training';

const RUNS: Record<SideSettings['workload'], (settings: SideSettings) => Promise<void>> = {
  dense: runDense,
  dcgan: runDcgan,
  pix2pix: runGame,
  cyclegan: runGame,
  wavegan: runGame,
  voxelGan: runGame,
  moleculeGan: runGame,
  wganGp: runWganGp,
  lossCurves: runLossCurves,
  imageGrid: runImageGrid,
  matMul: runMatMul,
};

const settings = JSON.parse(process.argv[2]) as SideSettings; // written by our-sides.ts
RUNS[settings.workload](settings).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
