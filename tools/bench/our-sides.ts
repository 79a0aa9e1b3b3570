import { join } from 'node:path';

import { childEnvironment } from '../setup/environment.mjs';
import type { SideProgram } from './side';
import type { SideSettings } from './sides/main';

// Nothing here may import lib/backend: it sets TensorFlow's variables in this process's environment, which the sides are
// given.

/** The repository. */
export const ROOT = join(__dirname, '../..');

/** What is measured, by the names that tables show. */
export const WORKLOADS = {
  dense: 'dense step',
  dcgan: 'DCGAN step',
  wganGp: 'WGAN-GP step, 2-D points',
  import: 'import of lib',
  lossCurves: 'figure: loss curves, 9,370 rows',
  imageGrid: 'figure: grid of 16 digits',
  matMul: 'matrix product',
} as const;

export const OURS = 'ours';

/** Steps in a round, so that a round of each takes about as long: a DCGAN step costs about 40 dense ones. */
export function stepsInRound(workload: keyof typeof WORKLOADS, denseSteps: number): number {
  const share = { dense: 1, dcgan: 1 / 20, wganGp: 1 / 2, lossCurves: 1 / 40, imageGrid: 1 / 10 };
  return Math.ceil(denseSteps * (workload in share ? share[workload as keyof typeof share] : 1));
}

/** A program of sides/, run by ts-node as the other tools are. */
export function ourSide(
  settings: SideSettings,
  name = OURS,
  env = childEnvironment(),
): SideProgram {
  const program = join(__dirname, 'sides/main.ts');
  return {
    workload: WORKLOADS[settings.workload],
    side: name,
    command: process.execPath,
    args: ['--require', 'ts-node/register/transpile-only', program, JSON.stringify(settings)],
    env,
    cwd: ROOT,
    steps: settings.steps,
  };
}
