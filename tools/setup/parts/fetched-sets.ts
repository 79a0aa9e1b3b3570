import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { type SetRecord, readSetRecords, sha256 } from '../../../lib/data/manifest';
import { childEnvironment } from '../environment.mjs';
import { SetupFailure } from '../failure.mjs';
import type { Part } from '../part';
import { CommandError } from '../run-command.mjs';

const MANIFEST = 'data/manifest.json';
const ROOT = dirname(dirname(dirname(__dirname)));

/** For a package of 5 MB over a slow line; without a network it is told within seconds. */
const LIMIT_MS = 120_000;

/** Data sets that may not be passed on, so that each reader's machine fetches them. */
export const fetchedSets: readonly Part[] = Object.entries(readSetRecords(join(ROOT, MANIFEST)))
  .filter(([, { file }]) => file.name.startsWith('fetched/'))
  .map(([name, record]) => fetchedSet(name, record));

/** A set that the course can be opened without. */
export function fetchedSet(name: string, { title, file }: SetRecord): Part {
  const path = join('data/sets', file.name);
  return {
    name: `data-${name}`,
    title: title.split(':')[0],
    needs: ['python-packages', 'tfjs-node', 'canvas'], // of the command that builds it
    inputs: [MANIFEST],
    outputs: [path],
    isOptional: true,
    async probe({ root }) {
      const found = sha256(readFileSync(join(root, path)));
      if (found !== file.sha256) {
        throw new Error(`${path}: expected the SHA-256 ${file.sha256}, but got ${found}`);
      }
    },
    async remedy({ root, run, progress }) {
      progress('fetches it');
      const program = join(root, 'tools/data/main.ts');
      await run(process.execPath, ['--require', 'ts-node/register/transpile-only', program, name], {
        limitMs: LIMIT_MS,
        env: childEnvironment({ PIP_RETRIES: '1', PIP_DEFAULT_TIMEOUT: '15' }),
      }).catch((error: unknown) => {
        throw new SetupFailure('could not be fetched. The course goes on without it.', {
          output: error instanceof CommandError ? lastLine(error.output) : `${error}`,
          advice: `When a lesson asks for it, and there is a network: npm run data -- ${name}`,
        });
      });
    },
  };
}

/** In which the command says why it failed. */
const lastLine = (output: string): string => output.trimEnd().split('\n').pop() ?? '';
