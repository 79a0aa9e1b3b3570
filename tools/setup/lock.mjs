import { spawnSync } from 'node:child_process';
import { ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

import { childEnvironment } from './environment.mjs';

/**
 * Takes the lock that lets one set-up at a time work in a folder, waiting for whoever holds it. The system gives it back when
 * the last process that has it open ends, killed or not, so there is no stale lock.
 *
 * @param {string} path
 * @param {(holder: string) => void} onWait called once, before waiting
 * @returns {number} the open file that holds it; hand it to every child that must end before the next set-up begins
 */
export function takeLock(path, onWait) {
  const descriptor = openSync(path, 'a+');
  if (!lock(descriptor, ['--nonblock'])) {
    onWait(readFileSync(path, 'utf8').trim());
    lock(descriptor, []);
  }
  ftruncateSync(descriptor);
  writeSync(descriptor, `${process.pid}`);
  return descriptor;
}

/**
 * util-linux's `flock` locks the open file it is handed, which stays locked in this process.
 *
 * @param {number} descriptor
 * @param {readonly string[]} options
 */
function lock(descriptor, options) {
  const { status, error } = spawnSync('flock', [...options, '3'], {
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit', descriptor],
  });
  if (error) throw new Error('The command flock is missing: install the package util-linux.');
  return status === 0;
}
