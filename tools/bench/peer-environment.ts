import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findPython } from '../setup/preflight.mjs';
import { CommandError, runCommand } from '../setup/run-command.mjs';
import { ROOT } from './our-sides';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const FOLDER = join(ROOT, '.bench-env');
/** Where a new one is made, which then takes the place of an old one. */
const BESIDE = `${FOLDER}.new`;
/** A copy of the requirements, written when all of them are installed. */
const RECORD = 'installed.txt';
const LOG = join(ROOT, '.setup/logs/bench-env.log');

/**
 * The Python of an environment with Keras, TensorFlow and PyTorch, made when it is missing or of other versions.
 *
 * @throws Error of one sentence with the log's path
 */
export async function peersPython(print: (line: string) => void): Promise<string> {
  const python = join(FOLDER, 'bin/python');
  const requirements = readFileSync(REQUIREMENTS, 'utf8');
  const record = join(FOLDER, RECORD);
  if (existsSync(record) && readFileSync(record, 'utf8') === requirements) return python;
  print('Installs Keras, TensorFlow and PyTorch in .bench-env (once; some minutes)');
  rmSync(BESIDE, { recursive: true, force: true });
  try {
    await runCommand(findPython(), ['-m', 'venv', BESIDE], { log: LOG });
    const install = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check'];
    await runCommand(join(BESIDE, 'bin/python'), [...install, '-r', REQUIREMENTS], { log: LOG });
  } catch (error) {
    const output = error instanceof CommandError ? error.output.trim().split('\n').at(-1) : '';
    throw new Error(
      `the peers could not be installed in .bench-env: ${output || (error as Error).message} (log: ${LOG})`,
      { cause: error },
    );
  }
  writeFileSync(join(BESIDE, RECORD), requirements);
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(BESIDE, FOLDER);
  return python;
}
