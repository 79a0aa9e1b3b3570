import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { installDebianPackages } from '../debian';
import { SetupFailure } from '../failure.mjs';
import type { Part, Work } from '../part';
import { CommandError } from '../run-command.mjs';

/** Keeps JupyterLab from asking, at its first start, whether it may fetch news. */
const LAB_CONFIG = '.venv/etc/jupyter/labconfig/page_config.json';
const LAB_SETTINGS = JSON.stringify({
  disabledExtensions: { '@jupyterlab/apputils-extension:announcements': true },
});

/** The interpreter of the course's own environment. */
export function venvPython(root: string): string {
  return join(root, '.venv/bin/python');
}

/** An empty environment with pip, made anew when an installation into it was not finished. */
export const pythonEnvironment: Part = {
  name: 'python-environment',
  title: 'Python environment',
  needs: [],
  inputs: [],
  outputs: ['.venv/pyvenv.cfg', '.venv/bin/python'],
  async probe({ root, run }) {
    if (existsSync(join(root, '.setup/unfinished', pythonPackages.name))) {
      throw new Error('an installation of packages was not finished');
    }
    await run(venvPython(root), ['-m', 'pip', '--version']);
  },
  async remedy(work) {
    const { root, python, run } = work;
    rmSync(join(root, '.venv'), { recursive: true, force: true });
    rmSync(join(root, '.setup/unfinished', pythonPackages.name), { force: true });
    // Debian keeps what `venv` needs in a package of its own.
    await run(python, ['-c', 'import ensurepip, venv']).catch(() =>
      installDebianPackages(work, 'an environment for Python packages', ['python3-venv']),
    );
    await run(python, ['-m', 'venv', join(root, '.venv')]);
  },
};

/** JupyterLab, nbconvert and what they need, exactly those of requirements.txt. */
export const pythonPackages: Part = {
  name: 'python-packages',
  title: 'Python packages',
  needs: ['python-environment'],
  inputs: ['requirements.txt'],
  outputs: ['.venv/bin/jupyter-lab', '.venv/bin/jupyter-nbconvert', LAB_CONFIG],
  async probe({ root, run }) {
    await run(venvPython(root), [
      join(root, 'tools/setup/check-packages.py'),
      join(root, 'requirements.txt'),
    ]);
    if (readFileSync(join(root, LAB_CONFIG), 'utf8') !== LAB_SETTINGS)
      throw new Error(`${LAB_CONFIG} has changed`);
  },
  async remedy(work) {
    const { root, run } = work;
    await requirePackageIndex(work);
    const requirements = ['--require-hashes', '-r', join(root, 'requirements.txt')];
    await run(
      venvPython(root),
      ['-m', 'pip', 'install', '--no-input', '--retries', '2', ...requirements],
      {
        showsLines: true,
      },
    );
    mkdirSync(dirname(join(root, LAB_CONFIG)), { recursive: true });
    writeFileSync(join(root, LAB_CONFIG), LAB_SETTINGS);
  },
};

/** pip tries for minutes when there is no network; one small package tells at once. */
export async function requirePackageIndex({ root, run }: Work): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'answer-'));
  const options = ['--no-input', '--no-cache-dir', '--no-deps', '--retries', '0', '--timeout', '8'];
  const args = ['-m', 'pip', 'download', ...options, '-d', folder, requirementOf('nbclient', root)];
  try {
    await run(venvPython(root), args, { limitMs: 10_000 });
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
