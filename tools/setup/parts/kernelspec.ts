import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Part } from '../part';

const SPEC = 'share/jupyter/kernels/tslab';

/** The entry that makes JupyterLab start the course's kernel for the notebooks. */
export const kernelspec: Part = {
  name: 'kernelspec',
  title: 'Kernel in JupyterLab',
  needs: ['kernel', 'python-packages'],
  inputs: [],
  outputs: [`.venv/${SPEC}`],
  async probe({ root }) {
    const model = mkdtempSync(join(tmpdir(), 'kernelspec-'));
    try {
      write(root, model);
      for (const name of readdirSync(join(model, SPEC))) {
        const [expected, found] = [model, join(root, '.venv')].map((folder) =>
          readFileSync(join(folder, SPEC, name)),
        );
        if (!expected.equals(found)) throw new Error(`${name} is not what it has to be`);
      }
    } finally {
      rmSync(model, { recursive: true });
    }
  },
  async remedy({ root }) {
    write(root, join(root, '.venv'));
  },
};

function write(root: string, venv: string): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- compiled by the part "kernel" a moment ago
  const { writeKernelspec } = require(join(root, 'kernel/dist/kernelspec.js')) as {
    writeKernelspec(venv: string, repo: string): void;
  };
  writeKernelspec(venv, root);
}
