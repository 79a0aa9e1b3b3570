import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { KERNELSPEC } from './language';

/**
 * Makes Jupyter start the course's kernel for notebooks whose kernel is `tslab`: one in a virtual environment comes before
 * a user's own of that name.
 *
 * @param venv the virtual environment's folder
 * @param repo the course's folder, with `kernel/dist` compiled
 */
export function writeKernelspec(venv: string, repo: string): void {
  const { name, display_name, language } = KERNELSPEC;
  const folder = join(venv, 'share/jupyter/kernels', name);
  const path = join(folder, 'kernel.json');
  const spec = {
    argv: [
      process.execPath,
      join(resolve(repo), 'kernel/dist/main.js'),
      '--config-path={connection_file}',
    ],
    display_name,
    language,
    interrupt_mode: 'signal',
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.tmp`, `${JSON.stringify(spec, null, 2)}\n`);
  renameSync(`${path}.tmp`, path); // whole or not at all
}
