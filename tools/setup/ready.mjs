import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is made of the sources, and hidden folders such as JupyterLab leaves beside a file that it opens. */
const SKIPPED = /^(dist|node_modules|__pycache__|\..*)$/;

/**
 * Whether the set-up that left this record still holds: the same Node at the same place, and every file it watched has the
 * size and time of change it had. Costs milliseconds; anything else than a plain yes leads to the full probes.
 *
 * @param {string} root the repository
 * @param {string} recordPath
 */
export function isReady(root, recordPath) {
  try {
    const record = JSON.parse(readFileSync(recordPath, 'utf8'));
    const now = describe(root, record.watched);
    return JSON.stringify(now) === JSON.stringify(record.found);
  } catch {
    return false; // no record, half a record, or a watched file is missing
  }
}

/**
 * What the set-up that left this record went on without.
 *
 * @param {string} recordPath
 * @returns {string[]} titles of parts
 */
export function leftOutOf(recordPath) {
  try {
    return JSON.parse(readFileSync(recordPath, 'utf8')).leftOut ?? [];
  } catch {
    return []; // no record, or half a record
  }
}

/**
 * Leaves the record, unless an input was changed while the set-up was at work.
 *
 * @param {string} root
 * @param {string} recordPath
 * @param {{ inputs: string[], outputs: string[], leftOut?: string[] }} found paths below root, files or folders, and
 *   titles of what was left out
 * @param {number} startedMs
 */
export function recordReady(root, recordPath, { inputs, outputs, leftOut = [] }, startedMs) {
  const changed = Object.values(describe(root, inputs).files).some(
    ([, mtimeMs]) => mtimeMs >= startedMs,
  );
  if (changed) return;
  const watched = [...inputs, ...outputs];
  mkdirSync(dirname(recordPath), { recursive: true });
  const part = `${recordPath}.${process.pid}`;
  writeFileSync(part, JSON.stringify({ watched, leftOut, found: describe(root, watched) }));
  renameSync(part, recordPath);
}

/**
 * @param {string} root
 * @param {string[]} paths
 */
function describe(root, paths) {
  /** @type {Record<string, [size: number, mtimeMs: number]>} */
  const files = {};
  const visit = (/** @type {string} */ path) => {
    const stats = statSync(join(root, path));
    if (!stats.isDirectory()) {
      files[path] = [stats.size, stats.mtimeMs];
      return;
    }
    for (const name of readdirSync(join(root, path)).sort()) {
      if (!SKIPPED.test(name)) visit(join(path, name));
    }
  };
  paths.forEach(visit);
  // The folder's own path and Node's count: the kernelspec holds them.
  const { version, arch, execPath } = process;
  return { root, version, arch, execPath, files };
}
