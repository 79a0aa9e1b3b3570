import { runImageGrid, runLossCurves } from './figures';
import { runMatMul } from './mat-mul';
import { runWganGp } from './points';
import { runDcgan, runDense } from './training';

/** What the parent asks of a side of ours: JSON, the program's only argument. */
export interface SideSettings {
  readonly workload: keyof typeof WORKLOADS;
  /** In a round. */
  readonly steps: number;
  /** Of the dense step. Default: the article's. */
  readonly batchSize?: number;
  readonly hiddenUnits?: number;
}

const WORKLOADS = {
  dense: runDense,
  dcgan: runDcgan,
  wganGp: runWganGp,
  lossCurves: runLossCurves,
  imageGrid: runImageGrid,
  matMul: runMatMul,
};

const settings = JSON.parse(process.argv[2]) as SideSettings; // written by our-sides.ts
WORKLOADS[settings.workload](settings).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
