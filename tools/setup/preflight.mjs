import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';

import { childEnvironment } from './environment.mjs';
import { SetupFailure } from './failure.mjs';

const OLDEST_PYTHON = [3, 10];
const PYTHONS = ['python3', 'python3.11', 'python3.12', 'python3.13', 'python3.10', 'python'];

/**
 * Stops at once on a machine that the course cannot run on, before anything is installed.
 *
 * @param {string} packageJson path
 * @param {{ node?: string, platform?: string }} [machine] the running one, unless a test tells another
 */
export function requireSupportedMachine(packageJson, machine = {}) {
  const { node = process.versions.node, platform = process.platform } = machine;
  const { engines } = JSON.parse(readFileSync(packageJson, 'utf8'));
  if (platform !== 'linux') {
    throw new SetupFailure(`This course runs on Linux, but this is ${platform}.`, {
      advice:
        'On Windows use WSL; anywhere else a Linux container or virtual machine (Debian 12 is what it is tested on).',
    });
  }
  if (!isInRange(node, engines.node)) {
    throw new SetupFailure(`Node.js ${node} cannot run this course, which needs ${engines.node}.`, {
      advice:
        'Install Node.js 20 (20.19 or later) or 22 and run the command again. ' +
        'Node.js 23 and later cannot load @tensorflow/tfjs-node.',
    });
  }
}

/** @param {string} root the course's folder */
export function requireWritable(root) {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new SetupFailure(`${root} cannot be written, so nothing can be set up in it.`, {
      advice: 'Clone the course into a folder of your own and run the command there.',
    });
  }
}

/**
 * Whether a version is in a range of the form `>=20.19 <21 || >=22.12 <23`.
 *
 * @param {string} version
 * @param {string} range
 */
export function isInRange(version, range) {
  return range.split('||').some((part) =>
    part
      .trim()
      .split(/\s+/)
      .every((limit) => {
        const order = compareVersions(version, limit.replace(/^\D+/, ''));
        return limit.startsWith('>=') ? order >= 0 : order < 0;
      }),
  );
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} negative, zero or positive; places that `b` leaves out count as 0
 */
function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) =>
    version.split('.').map((place) => parseInt(place, 10) || 0),
  );
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== (right[i] ?? 0)) return left[i] - (right[i] ?? 0);
  }
  return 0;
}

/**
 * The command of a Python that is new enough.
 *
 * @param {readonly string[]} [commands] tried in this order
 * @returns {string} the interpreter's own path
 */
export function findPython(commands = PYTHONS) {
  const found = [];
  for (const command of commands) {
    const script = 'import sys; print(*sys.version_info[:2], sys.executable)';
    const { stdout, status } = spawnSync(command, ['-c', script], {
      env: childEnvironment(),
      encoding: 'utf8',
    });
    const [, major, minor, path] = (status === 0 && /^(\d+) (\d+) (.+)/.exec(stdout)) || [];
    if (!path) continue;
    if (+major === OLDEST_PYTHON[0] && +minor >= OLDEST_PYTHON[1]) return path;
    found.push(`${command} is ${major}.${minor}`);
  }
  const wanted = OLDEST_PYTHON.join('.');
  throw new SetupFailure(
    `This course needs Python ${wanted} or later for JupyterLab, but ${found.join(', ') || 'no python3 was found'}.`,
    {
      advice: `Install Python ${wanted} or later (on Debian and Ubuntu: apt-get install python3 python3-venv) and run the command again.`,
    },
  );
}
