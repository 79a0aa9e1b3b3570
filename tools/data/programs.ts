import { join } from 'node:path';

import { runCommand } from '../setup/run-command.mjs';

/** Where Debian's packages for this kind of processor have their libraries. */
export const LIBRARIES = 'usr/lib/x86_64-linux-gnu';

/**
 * Runs a program from an unpacked Debian package, which need not be installed.
 *
 * @param program its path
 * @param packages folders of the unpacked packages whose libraries it needs
 */
export async function runUnpacked(
  program: string,
  args: readonly string[],
  packages: readonly string[],
): Promise<void> {
  const path = packages.map((folder) => join(folder, LIBRARIES)).join(':');
  await runCommand(program, args, { env: { ...process.env, LD_LIBRARY_PATH: path } });
}
