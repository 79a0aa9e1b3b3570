import { join } from 'node:path';

import { childEnvironment } from '../setup/environment.mjs';
import type { SideProgram } from './side';
import type { SideSettings } from './sides/settings';
import { WORKLOADS } from './workloads';

// Nothing here may import lib/backend: it sets TensorFlow's variables in this process's environment, which the sides are
// given.

/** The repository. */
export const ROOT = join(__dirname, '../..');

export const OURS = 'ours';
/** In mixed precision; on processors that have it. */
export const OURS_MIXED = 'bfloat16: ours';

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
