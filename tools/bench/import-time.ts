import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { childEnvironment } from '../setup/environment.mjs';
import { ROOT } from './our-sides';
import { type SideFigures, figuresOf } from './rounds';
import { WORKLOADS } from './workloads';

/** Prints how long `require` takes, from the first line of a fresh process. */
const SCRIPT = `
const start = performance.now();
require(process.argv[1]);
console.log(performance.now() - start);`;

/**
 * Times the import of the compiled library in fresh processes, and the processes as a whole.
 *
 * @throws Error when lib is not compiled
 */
export async function measureImport(numProcesses: number): Promise<SideFigures[]> {
  if (!existsSync(join(ROOT, 'lib/dist/index.js'))) {
    throw new Error('lib/dist: lib is not compiled. Run npm run build.');
  }
  await timeImport(); // brings the files into memory
  const times: { readonly importMs: number; readonly wholeMs: number }[] = [];
  for (let i = 0; i < numProcesses; i++) times.push(await timeImport());
  const figures = (side: string, rounds: readonly number[]) =>
    figuresOf({ workload: WORKLOADS.import, side, steps: 1 }, rounds);
  return [
    figures(
      'require',
      times.map(({ importMs }) => importMs),
    ),
    figures(
      'whole process',
      times.map(({ wholeMs }) => wholeMs),
    ),
  ];
}

function timeImport(): Promise<{ readonly importMs: number; readonly wholeMs: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['-e', SCRIPT, join(ROOT, 'lib')], {
      cwd: ROOT,
      env: childEnvironment(),
    });
    let printed = '';
    let failure = '';
    child.stdout.on('data', (text) => (printed += text));
    child.stderr.on('data', (text) => (failure += text));
    child.once('error', reject);
    child.once('close', (code) => {
      const wholeMs = performance.now() - start;
      if (code === 0) resolve({ importMs: Number(printed.trim().split('\n').at(-1)), wholeMs });
      else reject(new Error(`lib cannot be imported: ${failure.trim().split('\n').at(-1)}`));
    });
  });
}
