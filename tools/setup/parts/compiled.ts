import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { Part } from '../part';

/** A folder of TypeScript compiled into its own `dist`, by its own tsconfig.json. */
function compiledFolder(name: string, title: string): Part {
  const record = (root: string) => join(root, name, 'dist/.built-from.json');
  return {
    name,
    title,
    needs: [],
    inputs: [name, 'tsconfig.json'],
    outputs: [`${name}/dist`],
    async probe({ root }) {
      if (readFileSync(record(root), 'utf8') !== fingerprint(root, name))
        throw new Error('sources or results have changed');
    },
    async remedy({ root, run, progress }) {
      progress('compiles');
      const before = sourcesHash(root, name);
      await run(process.execPath, [
        join(root, 'node_modules/typescript/bin/tsc'),
        '-p',
        join(root, name),
      ]);
      const after = fingerprint(root, name, before);
      writeFileSync(record(root), after);
    },
  };
}

/** What the lessons import. */
export const library = compiledFolder('lib', 'Course library');

/** What starts the notebooks' kernel. */
export const kernel = compiledFolder('kernel', 'Course kernel');

/** Tells the state of sources and results, so that a change of either is noticed. */
function fingerprint(root: string, name: string, sources = sourcesHash(root, name)): string {
  return JSON.stringify({
    sources,
    results: hashFiles(root, filesBelow(join(root, name, 'dist'))),
  });
}

function sourcesHash(root: string, name: string): string {
  const configs = ['tsconfig.json', 'node_modules/typescript/package.json'].map((path) =>
    join(root, path),
  );
  return hashFiles(root, [...filesBelow(join(root, name)), ...configs]);
}

/** The same in a course that was moved. */
function hashFiles(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ name }) => name !== 'dist' && !name.startsWith('.')) // JupyterLab leaves hidden folders
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}
