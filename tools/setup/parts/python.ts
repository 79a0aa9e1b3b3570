import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { installDebianPackages } from '../debian';
import { SetupFailure } from '../failure.mjs';
import type { Part, Work } from '../part';
import { CommandError } from '../run-command.mjs';

const PIP = '.setup/pip';
/** Leads to the folder in which the environment was made, whose name its programs hold. */
const VENV = '.venv';

/** The interpreter of the course's own environment. */
export function venvPython(root: string): string {
  return join(root, VENV, 'bin/python');
}

/** The interpreter that has pip and nothing else. */
export function pipPython(root: string): string {
  return join(root, PIP, 'bin/python');
}

/** pip in an environment of its own, to fetch with. It comes with Python, so no network is needed. */
export const pip: Part = {
  name: 'pip',
  title: 'pip',
  needs: [],
  inputs: [],
  outputs: [`${PIP}/pyvenv.cfg`, `${PIP}/bin/python`],
  async probe({ root, run }) {
    await run(pipPython(root), ['-m', 'pip', '--version']);
  },
  async remedy(work) {
    rmSync(join(work.root, PIP), { recursive: true, force: true });
    await makeEnvironment(work, join(work.root, PIP));
  },
};

/** JupyterLab, nbconvert and what they need, exactly those of requirements.txt, in an environment that is made whole. */
export const pythonPackages: Part = {
  name: 'python-packages',
  title: 'Python packages',
  needs: ['pip'],
  inputs: ['requirements.txt'],
  outputs: [`${VENV}/pyvenv.cfg`, `${VENV}/bin/python`, `${VENV}/bin/jupyter-lab`],
  isExchanged: true,
  async probe(work) {
    await checkPackages(work, venvPython(work.root));
  },
  async remedy(work) {
    const { root, run } = work;
    await requirePackageIndex(work);
    await requireUsualPlaces(work);
    removeUnused(root);
    const folder = mkdtempSync(join(root, '.setup/python-'));
    chmodSync(folder, 0o755); // for others who may use the course as well
    const python = join(folder, 'bin/python');
    await makeEnvironment(work, folder);
    const options = ['--no-input', '--retries', '2', '--require-hashes'];
    const requirements = ['-r', join(root, 'requirements.txt')];
    await run(python, ['-m', 'pip', 'install', ...options, ...requirements], { showsLines: true });
    await checkPackages(work, python);
    exchange(root, folder);
    removeUnused(root);
  },
};

async function makeEnvironment(work: Work, folder: string): Promise<void> {
  const { python, run } = work;
  // Debian keeps what `venv` needs in a package of its own.
  await run(python, ['-c', 'import ensurepip, venv']).catch(() =>
    installDebianPackages(work, 'an environment for Python packages', ['python3-venv']),
  );
  await run(python, ['-m', 'venv', folder]);
}

async function checkPackages({ root, run }: Work, python: string): Promise<void> {
  const script = join(root, 'tools/setup/check-packages.py');
  await run(python, [script, join(root, 'requirements.txt')]);
}

/** Makes `.venv` lead to the new environment, in one step where it has been a link. */
function exchange(root: string, folder: string): void {
  const [venv, link, old] = [VENV, '.setup/python-link', '.setup/python-old'].map((name) =>
    join(root, name),
  );
  rmSync(link, { force: true });
  symlinkSync(join('.setup', basename(folder)), link);
  if (lstatSync(venv, { throwIfNoEntry: false })?.isDirectory()) renameSync(venv, old);
  renameSync(link, venv);
}

/** Environments that were not finished, or that another has replaced. */
function removeUnused(root: string): void {
  const venv = join(root, VENV);
  const isLink = lstatSync(venv, { throwIfNoEntry: false })?.isSymbolicLink();
  const used = isLink ? basename(readlinkSync(venv)) : undefined;
  const folder = join(root, '.setup');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.startsWith('python-') && name !== used)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** A pip.conf may send packages elsewhere, which no option takes back. */
async function requireUsualPlaces({ root, run }: Work): Promise<void> {
  const settings = await run(pipPython(root), ['-m', 'pip', 'config', 'list']);
  const [found, name] = /^((?:global|install)\.(?:target|prefix|root))=.*$/m.exec(settings) ?? [];
  if (found) {
    throw new SetupFailure(`pip is set up to install packages elsewhere: ${found}.`, {
      advice: `Run "pip config unset ${name}" (pip config debug names the file), then the command again.`,
    });
  }
}

/** pip tries for minutes when there is no network; one small package tells at once. */
export async function requirePackageIndex({ root, run }: Work): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'answer-'));
  const options = ['--no-input', '--no-cache-dir', '--no-deps', '--retries', '0', '--timeout', '8'];
  const args = ['-m', 'pip', 'download', ...options, '-d', folder, requirementOf('nbclient', root)];
  try {
    await run(pipPython(root), args, { limitMs: 10_000 });
  } catch (error) {
    throw new SetupFailure('no answer from the Python package index that pip is set up to use.', {
      tried: error instanceof Error ? error.message : undefined,
      output: error instanceof CommandError ? error.output : undefined,
      advice:
        'Check the network connection, and if you are behind a proxy or a mirror, "pip config list". Then run the command again.',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Such as `nbclient==0.11.0`. */
function requirementOf(name: string, root: string): string {
  const found = new RegExp(`^${name}==[^ ]+`, 'm').exec(
    readFileSync(join(root, 'requirements.txt'), 'utf8'),
  );
  if (!found) throw new Error(`requirements.txt does not name ${name}`);
  return found[0];
}
