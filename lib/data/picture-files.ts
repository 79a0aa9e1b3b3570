import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

import { fileKind } from './file-kind';

/** What stands in a folder and its subfolders. */
export interface PictureFiles {
  /** Pictures, by their path in the folder, in the order of their letters' codes: the same on each machine. */
  readonly paths: readonly string[];
  /** How many other files there are of each kind, such as `{ '.txt': 2, hidden: 1 }`. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** How the names of pictures end; which format a file is of, its bytes say. */
const EXTENSIONS = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.bmp'];

/**
 * The pictures in a folder and its subfolders: files named `.png`, `.jpg`, `.jpeg`, `.webp`, `.gif` or `.bmp` in any
 * case. Links are followed. Whatever begins with a dot is left out.
 *
 * @throws Error naming the folder, what was found and what to do, when it is missing, a file, or cannot be read
 */
export function findPictures(folder: string): PictureFiles {
  const kind = fileKind(folder);
  if (kind === 'nothing') throw new Error(`${folder}: no such folder. Check its name.`);
  if (kind === 'file') {
    throw new Error(
      `${folder}: expected a folder, but it is a file. Name the folder that it is in.`,
    );
  }
  const paths: string[] = [];
  const ignored: Record<string, number> = {};
  visit(folder, '', new Set(), (path, name) => {
    const extension = extname(name).toLowerCase();
    if (!name.startsWith('.') && EXTENSIONS.includes(extension)) return paths.push(path);
    const type = name.startsWith('.') ? 'hidden' : extension || 'without extension';
    return (ignored[type] = (ignored[type] ?? 0) + 1);
  });
  return { paths: paths.sort(), ignored };
}

/** Calls back for each file; a link that leads back to a folder above it is not followed. */
function visit(
  folder: string,
  inner: string,
  above: ReadonlySet<string>,
  found: (path: string, name: string) => void,
): void {
  const { here, entries } = entriesOf(join(folder, inner));
  if (above.has(here)) return;
  const path = (name: string) => (inner === '' ? name : `${inner}/${name}`);
  for (const entry of entries) {
    const kind = kindOf(entry, here);
    if (kind === 'file') found(path(entry.name), entry.name);
    if (kind === 'folder' && !entry.name.startsWith('.')) {
      visit(folder, path(entry.name), new Set([...above, here]), found);
    }
  }
}

function entriesOf(folder: string): { readonly here: string; readonly entries: Dirent[] } {
  try {
    const here = realpathSync(folder);
    const entries = readdirSync(here, { withFileTypes: true });
    return { here, entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException; // these two throw nothing else
    throw new Error(
      `${folder}: cannot be read (${code}). Change its permissions, or name another folder.`,
      { cause },
    );
  }
}

/** Of a link what it leads to; one that leads nowhere counts as a file, and will be told as one that cannot be read. */
function kindOf(entry: Dirent, folder: string): 'file' | 'folder' | 'other' {
  const path = join(folder, entry.name);
  if (entry.isSymbolicLink() && !existsSync(path)) return 'file';
  const stats = entry.isSymbolicLink() ? statSync(path) : entry;
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}
