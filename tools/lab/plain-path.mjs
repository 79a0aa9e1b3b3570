import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A path to the folder that JupyterLab does not take for a pattern, as it does one with a bracket: its extensions and
 * settings would not be found. Such a folder gets a link in the temporary folder.
 *
 * @param {string} folder
 * @returns {{ path: string, remove: () => void }} the folder's own path where that is plain
 */
export function plainPath(folder) {
  if (!/[[*?]/.test(folder)) return { path: folder, remove: () => {} };
  const parent = mkdtempSync(join(tmpdir(), 'gan-course-'));
  const path = join(parent, 'course');
  symlinkSync(folder, path);
  return { path, remove: () => rmSync(parent, { recursive: true }) };
}
