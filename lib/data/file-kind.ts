import { existsSync, statSync } from 'node:fs';

/** What stands under a path, links followed; `existsSync` alone takes a folder for a file. */
export function fileKind(path: string): 'file' | 'folder' | 'nothing' {
  if (!existsSync(path)) return 'nothing';
  return statSync(path).isDirectory() ? 'folder' : 'file';
}

/**
 * @param missing what to say when nothing stands there, with what to do
 * @throws Error naming the path, unless a file stands there
 */
export function requireFile(path: string, missing: string): void {
  const kind = fileKind(path);
  if (kind === 'file') return;
  const fault = 'expected a file, but it is a folder. Name the file, or move the folder away.';
  throw new Error(`${path}: ${kind === 'folder' ? fault : missing}`);
}
