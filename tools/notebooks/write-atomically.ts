import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file so that it is never seen half-written: the old text stays until the new one is complete. */
export function writeAtomically(path: string, text: string): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
