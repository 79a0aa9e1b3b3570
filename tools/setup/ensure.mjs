import '../closed-pipes.cjs';

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { childEnvironment } from './environment.mjs';
import { describeFailure } from './failure.mjs';
import { takeLock } from './lock.mjs';
import { setUpNodePackages } from './node-packages.mjs';
import { findPython, requireSupportedMachine, requireWritable } from './preflight.mjs';
import { isReady, leftOutOf, recordReady } from './ready.mjs';
import { endCommandsOnSignal, shareLock } from './run-command.mjs';

/** The repository's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const recordFor = (/** @type {string} */ purpose) => join(ROOT, `.setup/ready-for-${purpose}.json`);

/**
 * Whether anything was left out that the course can be opened without.
 *
 * @param {'course' | 'tests'} purpose
 */
export const isSomethingLeftOut = (purpose) => leftOutOf(recordFor(purpose)).length > 0;

/**
 * Lets the next set-up try again what the last one left out; else nobody does, since each try asks the network.
 *
 * @param {'course' | 'tests'} purpose
 */
export function tryLeftOutAgain(purpose) {
  if (isSomethingLeftOut(purpose)) rmSync(recordFor(purpose), { force: true });
}

/**
 * Sets up what is missing. What runs here works in a bare clone, with nothing but Node's own modules; once the Node packages
 * are in, `main.ts` does the rest.
 *
 * @param {'course' | 'tests'} purpose
 * @returns {Promise<boolean>} false when something failed, which has been told
 */
export async function ensureSetUp(purpose) {
  const record = recordFor(purpose);
  try {
    requireSupportedMachine(join(ROOT, 'package.json'));
    if (isReady(ROOT, record)) return true;
    requireWritable(ROOT);
    const python = findPython();
    mkdirSync(join(ROOT, '.setup'), { recursive: true });
    const lock = takeLock(join(ROOT, '.setup/lock'), (holder) =>
      console.error(
        `Another set-up is at work in this folder (process ${holder}); waiting for it to end.`,
      ),
    );
    try {
      return isReady(ROOT, record) || (await setUp({ purpose, python }, record, lock));
    } finally {
      closeSync(lock);
    }
  } catch (error) {
    console.error(describeFailure(error));
    return false;
  }
}

/**
 * @param {{ purpose: string, python: string }} job
 * @param {string} record
 * @param {number} lock
 */
async function setUp(job, record, lock) {
  const startedMs = Date.now();
  shareLock(lock);
  const stopListening = endCommandsOnSignal();
  const nodePackages = await setUpNodePackages(ROOT).finally(stopListening);
  const watchedPath = join(ROOT, '.setup/watched.json');
  rmSync(watchedPath, { force: true });
  const isDone = await runMain({ ...job, nodePackages, startedMs }, lock);
  if (isDone) recordReady(ROOT, record, JSON.parse(readFileSync(watchedPath, 'utf8')), startedMs);
  return isDone;
}

/**
 * @param {object} job
 * @param {number} lock
 * @returns {Promise<boolean>}
 */
function runMain(job, lock) {
  const args = ['--require', 'ts-node/register/transpile-only', join(ROOT, 'tools/setup/main.ts')];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, JSON.stringify(job)], {
      cwd: ROOT,
      env: childEnvironment(),
      stdio: ['inherit', 'inherit', 'inherit', lock],
    });
    const stopListening = endCommandsOnSignal(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('close', (code) => {
      stopListening();
      resolve(code === 0);
    });
  });
}
