import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { installDebianPackages } from './debian';
import type { Work } from './part';

/** What a native addon is made of. */
export interface Addon {
  readonly name: string;
  /** C++ files. */
  readonly sources: readonly string[];
  /** Options of the compiler: definitions and folders of headers. */
  readonly compileOptions: readonly string[];
  /** Libraries and options of the linker. */
  readonly linkOptions: readonly string[];
  /** Where the addon goes. */
  readonly target: string;
}

/**
 * Compiles and links an addon by g++ itself. node-gyp would do the same, but it fails in a folder whose path has a space, and it
 * wants Node's own headers, which many installations lack and fetch from a host of their own; the package node-api-headers
 * has all that an addon needs which keeps to Node-API.
 */
export async function compileAddon(work: Work, addon: Addon): Promise<void> {
  await requireCompiler(work);
  const folder = join(work.root, '.setup/build', addon.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = [
    ...['-pipe', '-fPIC', '-pthread', '-O2', '-std=gnu++17', '-DBUILDING_NODE_EXTENSION'],
    `-DNODE_GYP_MODULE_NAME=${addon.name}`,
    ...['-I', join(work.root, 'node_modules/node-api-headers/include')],
    ...addon.compileOptions,
  ];
  const objects = addon.sources.map((source) => join(folder, `${basename(source)}.o`));
  let done = 0;
  await inParallel(addon.sources, async (source, index) => {
    work.progress(`compiles, ${done} of ${addon.sources.length} files done`);
    await work.run('g++', [...options, '-c', source, '-o', objects[index]]);
    done++;
  });
  work.progress('links');
  const linked = join(folder, `${addon.name}.node`);
  await work.run('g++', ['-shared', '-pthread', ...objects, '-o', linked, ...addon.linkOptions]);
  mkdirSync(dirname(addon.target), { recursive: true });
  renameSync(linked, addon.target);
  rmSync(folder, { recursive: true });
}

async function requireCompiler(work: Work): Promise<void> {
  await Promise.all([work.run('g++', ['--version']), work.run('pkg-config', ['--version'])]).catch(
    () => installDebianPackages(work, 'compiling native addons', ['g++', 'pkg-config']),
  );
}

async function inParallel<T>(
  items: readonly T[],
  job: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.map((item, index) => ({ item, index }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await job(next.item, next.index);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
