import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { writeAtomically } from '../../lib/atomic-write';
import { readSetRecords } from '../../lib/data/manifest';
import { setPath } from '../../lib/data/set-file';
import { reportFailure } from '../command-line';
import { venvPython } from '../setup/parts/python';
import { endCommandsOnSignal } from '../setup/run-command.mjs';
import { buildSet } from './build-set';
import type { SetDefinition } from './definition';
import { kilobytes, listSets } from './list';
import { writeRecord } from './manifest-file';
import { parseDataCommand } from './options';
import { PackageStore } from './packages';
import { SETS } from './sets';
import { drawSheet } from './sheet';

const ROOT = dirname(dirname(__dirname));
const MANIFEST = join(ROOT, 'data/manifest.json');

/** Runs the command. @returns its exit code */
async function main(): Promise<number> {
  endCommandsOnSignal();
  try {
    const known = SETS.map(({ set }) => set.name);
    const { action, names } = parseDataCommand(process.argv.slice(2), known);
    if (action === 'list') console.log(listSets(SETS, readSetRecords(MANIFEST), existsSync));
    for (const definition of SETS.filter(({ set }) => names.includes(set.name))) {
      await (action === 'build' ? build(definition) : sheet(definition));
    }
    return 0;
  } catch (error) {
    return reportFailure('npm run data', error);
  }
}

async function build(definition: SetDefinition): Promise<void> {
  const store = new PackageStore({
    folder: join(ROOT, '.setup/packages'),
    python: venvPython(ROOT),
  });
  const { name } = definition.set;
  console.log(`${name}: fetching and reading its packages …`);
  const { bytes, record } = await buildSet(definition, store);
  const before = readSetRecords(MANIFEST)[name];
  const path = setPath(definition.set);
  mkdirSync(dirname(path), { recursive: true });
  writeAtomically(path, [bytes]);
  // Only when it says something new: set-up looks again at all that depends on a file that was written.
  if (!isDeepStrictEqual(before, record)) await writeRecord(MANIFEST, name, record);
  const change =
    before?.file.sha256 === record.file.sha256 ? 'the same bytes as before' : 'new bytes';
  console.log(`${name}: ${kilobytes(bytes.length)} in ${path}, ${change}.`);
}

async function sheet({ set, sheet }: SetDefinition): Promise<void> {
  const folder = join(ROOT, 'runs/sheets');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${set.name}.png`);
  const rows = sheet();
  writeFileSync(path, drawSheet(rows).data);
  console.log(`${path}: ${rows.map(({ title }, i) => `\n  row ${i + 1}: ${title}`).join('')}`);
}

// Not process.exit: what is still being written to the terminal would be lost.
main().then((code) => (process.exitCode = code));
