import { existsSync } from 'node:fs';

import { childEnvironment } from './environment.mjs';
import { SetupFailure } from './failure.mjs';
import type { Work } from './part';

/** apt works for one caller at a time. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Installs packages of Debian or a system made from it, if that may be done without asking for a password.
 *
 * @param purpose ends the sentence "… needs packages of the system for"
 * @throws SetupFailure with the command that somebody who may has to run
 */
export async function installDebianPackages(
  work: Work,
  purpose: string,
  packages: readonly string[],
): Promise<void> {
  const turn = queue.then(() => install(work, purpose, packages));
  queue = turn.catch(() => undefined);
  return turn;
}

async function install(work: Work, purpose: string, packages: readonly string[]): Promise<void> {
  const command = `apt-get install ${packages.join(' ')}`;
  const rights = await findRights(work);
  if (!rights) {
    throw new SetupFailure(`packages of the system are missing for ${purpose}.`, {
      packages,
      advice: existsSync('/usr/bin/apt-get')
        ? `Run this once, then the command again: sudo ${command}`
        : `Install what Debian calls ${packages.join(' ')}, then run the command again.`,
    });
  }
  const [program, ...before] = [
    ...rights,
    'apt-get',
    '-q',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=60',
    '-o',
    'Acquire::Retries=1',
  ];
  const options = {
    showsLines: true,
    sharesLock: false, // a service that a package starts would keep the lock for ever
    env: childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
  };
  const args = [...before, 'install', '--no-install-recommends', ...packages];
  // The list of packages may be old or, in a fresh container, not there at all.
  await work.run(program, args, options).catch(async () => {
    await work.run(program, [...before, 'update'], options);
    await work.run(program, args, options);
  });
}

/** What to put before a command that only root may run; undefined when it cannot be run. */
async function findRights(work: Work): Promise<readonly string[] | undefined> {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return work.run('sudo', ['-n', 'true']).then(
    () => ['sudo', '-n'],
    () => undefined,
  );
}
