import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/**
 * Writes a file through a temporary one beside it, which takes the name once it is on disk: a reader finds the old
 * content or the new, never a part, even after `kill -9` or on a full disk.
 *
 * @param chunks written one after another
 * @throws Error naming the file and the cause (no such folder, no permission, disk full)
 */
export function writeAtomically(path: string, chunks: readonly Uint8Array[]): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      for (const chunk of chunks) writeFully(file, chunk);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${path}: could not be saved (${reason}). What was saved before is untouched.`,
      {
        cause,
      },
    );
  }
}

function writeFully(file: number, chunk: Uint8Array): void {
  let written = 0;
  while (written < chunk.length) written += writeSync(file, chunk, written);
}
