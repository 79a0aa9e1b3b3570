import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { childEnvironment } from './environment.mjs';

/** A command that could not be started, ended with an error, or was stopped at its time limit. */
export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output
   */
  constructor(message, output) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
  }
}

const OUTPUT_KEPT = 100_000;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** @type {Set<() => void>} */
const endings = new Set();
/** @type {number | 'ignore'} */
let lockDescriptor = 'ignore';

/**
 * Every command started from now on holds this open lock file too, so that the lock stays taken until the last of them has
 * ended, even when the set-up itself is killed.
 *
 * @param {number} descriptor
 */
export function shareLock(descriptor) {
  lockDescriptor = descriptor;
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, limitMs?: number, sharesLock?: boolean,
 *   onOutput?: (text: string) => void }} [options]
 * @returns {Promise<string>} what it printed, on both channels
 * @throws {CommandError}
 */
export function runCommand(command, args, options = {}) {
  const { cwd, env = childEnvironment(), log, limitMs, sharesLock = true, onOutput } = options;
  const line = [command, ...args].join(' ');
  const descriptor = log ? openLog(log, line) : undefined;
  return new Promise((resolve, reject) => {
    let output = '';
    let isLate = false;
    let hasEnded = false;
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true, // its own process group, so that a time limit ends its children as well
      stdio: ['ignore', 'pipe', 'pipe', sharesLock ? lockDescriptor : 'ignore'],
    });
    const limit = limitMs && setTimeout(() => ((isLate = true), killGroup(child)), limitMs);
    const kill = () => killGroup(child);
    endings.add(kill);
    const end = (/** @type {string | undefined} */ fault) => {
      if (hasEnded) return; // a command that could not be started reports an error and closes
      hasEnded = true;
      endings.delete(kill);
      clearTimeout(limit);
      if (descriptor !== undefined) closeSync(descriptor);
      if (fault) reject(new CommandError(fault, output));
      else resolve(output);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-OUTPUT_KEPT);
        if (descriptor !== undefined) writeSync(descriptor, text);
        onOutput?.(text);
      });
    }
    child.once('error', (error) => end(`${command} could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (isLate)
        end(`${line} did not end within ${Math.round((limitMs ?? 0) / 1000)} s and was stopped`);
      else end(code === 0 ? undefined : `${line} ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}

/**
 * @param {string} log
 * @param {string} line
 */
function openLog(log, line) {
  mkdirSync(dirname(log), { recursive: true });
  appendFileSync(log, `$ ${line}\n`);
  return openSync(log, 'a');
}

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

/**
 * Until the returned function is called, Ctrl-C and the other polite signals end the running commands and then this process.
 *
 * @param {() => void} [alsoEnd] ends what was started by other means
 * @returns {() => void}
 */
export function endCommandsOnSignal(alsoEnd = () => {}) {
  const end = () => {
    alsoEnd();
    endings.forEach((kill) => kill());
    process.exit(130);
  };
  SIGNALS.forEach((signal) => process.on(signal, end));
  return () => SIGNALS.forEach((signal) => process.off(signal, end));
}
